import Foundation
import PeerMessages
import SwiftProtobuf

extension Sample {
  static func mixed() throws -> [UInt8] {
    var random = Random(seed: 10)
    return try Bench_Mixed.with {
      $0.id = "b36e50bc-56ee-46c4-92ed-dba89a8da494"
      $0.title = random.text(40)
      $0.description_p = random.text(200, of: .latin + ["ä", "語"])
      $0.created = 1_760_000_000_000
      $0.priority = 0
      $0.level = .high
      $0.score = 0.25
      $0.isPublic = true
      $0.digest = Data(random.bytes(32))
      $0.tags = (0..<8).map { _ in random.text(4 + random.below(10)) }
      $0.counts = (0..<40).map { _ in random.int32() }
      $0.parts = (0..<8).map { _ in part(&random) }
      $0.first = part(&random)
      for index in 0..<6 { $0.totals["total \(index)"] = random.int32() }
      $0.inlined = part(&random)
      $0.checksum = random.next()
      $0.delta = -3
    }
    .serializedBytes()
  }

  static func choices() throws -> [UInt8] {
    var random = Random(seed: 11)
    return try Bench_Choices.with {
      $0.choices = (0..<100).map { choice($0, &random) }
    }
    .serializedBytes()
  }

  /// Returns a message with eleven fields. The reader knows two of them, which are a tenth of the
  /// bytes.
  static func newer() throws -> [UInt8] {
    var random = Random(seed: 12)
    return try Bench_Newer.with {
      $0.id = 77
      $0.name = random.text(90)
      $0.description_p = random.text(250)
      $0.counts = (0..<30).map { _ in random.int64() }
      $0.items = (0..<8).map { _ in smallMessage(&random) }
      $0.checksum = random.next()
      $0.score = random.double()
      $0.part = part(&random)
      for index in 0..<4 { $0.labels["label \(index)"] = random.text(12) }
      $0.digest = Data(random.bytes(32))
      $0.total = random.next()
    }
    .serializedBytes()
  }

  private static func part(_ random: inout Random) -> Bench_Mixed.Part {
    .with {
      $0.key = random.text(6 + random.below(12))
      $0.offset = Int64(random.bits(40))
      $0.length = UInt32(random.bits(20))
      $0.weights = (0..<4).map { _ in Float(random.below(1_000)) / 8 }
    }
  }

  private static func choice(_ index: Int, _ random: inout Random) -> Bench_Choice {
    .with {
      switch index % 7 {
      case 0: $0.number = random.int32()
      case 1: $0.text = random.text(20)
      case 2: $0.data = Data(random.bytes(20))
      case 3: $0.real = random.double()
      case 4: $0.flag = true
      case 5: $0.level = .middle
      default: $0.message = smallMessage(&random)
      }
      switch index % 3 {
      case 0: $0.metres = UInt32(random.bits(32))
      case 1: $0.seconds = random.int64()
      default: $0.name = random.text(6)
      }
    }
  }
}
