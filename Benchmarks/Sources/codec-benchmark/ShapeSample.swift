import Foundation
import PeerMessages
import SwiftProtobuf

/// Encoded messages of shapes that services often send, filled with random values. The values are
/// the same in each run.
enum ShapeSample {
  static func digests() throws -> [UInt8] {
    var random = Random(seed: 30)
    return try Shapes_Digests.with {
      $0.request = Data(random.bytes(100))
      $0.response = Data(random.bytes(100))
      $0.key = Data(random.bytes(100))
      $0.signature = Data(random.bytes(100))
      $0.parent = Data(random.bytes(100))
    }
    .serializedBytes()
  }

  /// Returns a message in which `count` of the 40 numbers are set.
  static func settings(_ count: Int) throws -> [UInt8] {
    var random = Random(seed: 31)
    let fields = stride(from: 1, through: 40, by: max(1, 40 / count)).prefix(count)
    let bytes = fields.flatMap { Varint.field($0, random.bits(21)) }
    return try Shapes_Settings(serializedBytes: bytes).serializedBytes()
  }

  static func tile() throws -> [UInt8] {
    var random = Random(seed: 32)
    return try Shapes_Tile.with {
      $0.layers = (0..<4).map { layer in
        .with {
          $0.version = 2
          $0.name = "layer \(layer)"
          $0.features = (0..<100).map { _ in feature(&random) }
          $0.keys = (0..<12).map { _ in random.text(4 + random.below(12)) }
          $0.extent = 4096
        }
      }
    }
    .serializedBytes()
  }

  private static func feature(_ random: inout Random) -> Shapes_Tile.Feature {
    .with {
      $0.id = random.bits(30)
      $0.tags = (0..<2 * (1 + random.below(4))).map { _ in UInt32(random.below(200)) }
      $0.kind = [.point, .line, .area][random.below(3)]
      $0.geometry = (0..<3 + 2 * random.below(12)).map { _ in UInt32(random.bits(11)) }
    }
  }

  /// Returns messages of which only the innermost ones are without any fields.
  static func tree() throws -> [UInt8] {
    func branch() -> Shapes_Tree.Branch {
      .with {
        $0.first = .init()
        $0.second = .init()
        $0.third = .init()
        $0.fourth = .init()
      }
    }
    return try Shapes_Tree.with {
      $0.left = branch()
      $0.right = branch()
      $0.middle = branch()
    }
    .serializedBytes()
  }

  /// Returns an order from a shop with six lines.
  static func order() throws -> [UInt8] {
    var random = Random(seed: 33)
    return try Shapes_Order.with {
      $0.id = "b36e50bc-56ee-46c4-92ed-dba89a8da494"
      $0.created = time(&random)
      $0.paid = time(&random)
      $0.lines = (0..<6).map { _ in
        .with {
          $0.article = "A-\(random.below(1_000_000))"
          $0.name = random.text(10 + random.below(20))
          $0.count = UInt32(1 + random.below(5))
          $0.price = money(&random)
          $0.shipped = time(&random)
        }
      }
      $0.total = money(&random)
    }
    .serializedBytes()
  }

  private static func time(_ random: inout Random) -> Google_Protobuf_Timestamp {
    .init(
      seconds: 1_760_000_000 + Int64(random.below(1 << 24)), nanos: Int32(random.below(1 << 29)))
  }

  private static func money(_ random: inout Random) -> Shapes_Order.Money {
    .with {
      $0.currency = "EUR"
      $0.units = Int64(random.bits(12))
      $0.nanos = Int32(random.below(100)) * 10_000_000
    }
  }
}
