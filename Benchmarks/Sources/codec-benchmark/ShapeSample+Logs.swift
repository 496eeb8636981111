import Foundation
import PeerMessages
import SwiftProtobuf

// What services say about their own work.
extension ShapeSample {
  static func logRecord() throws -> [UInt8] {
    var random = Random(seed: 40)
    return try Shapes_LogRecord.with {
      $0.host = "node-17.example.net"
      $0.service = "speech"
      $0.version = "1.4.2"
      $0.method = "POST"
      $0.path = "/service.ExampleService/stt"
      $0.client = "192.0.2.44"
      $0.agent = random.text(60)
      $0.referrer = random.text(30)
      $0.trace = "4bf92f3577b34da6a3ce929d0e0e4736"
      $0.message = random.text(80, of: .latin + ["ü"])
      for index in 0..<6 { $0.labels["label \(index)"] = random.text(5 + random.below(15)) }
    }
    .serializedBytes()
  }

  static func trace() throws -> [UInt8] {
    var random = Random(seed: 41)
    return try Shapes_Trace.with {
      $0.resource = attributes(4, &random)
      $0.spans = (0..<100).map { _ in span(&random) }
    }
    .serializedBytes()
  }

  private static func span(_ random: inout Random) -> Shapes_Trace.Span {
    .with {
      $0.trace = Data(random.bytes(16))
      $0.span = Data(random.bytes(8))
      $0.parent = Data(random.bytes(8))
      $0.name = random.text(8 + random.below(20))
      $0.kind = .ok
      $0.start = random.next()
      $0.end = random.next()
      $0.attributes = attributes(4, &random)
      if random.below(4) == 0 {
        $0.events = [
          .with {
            $0.time = random.next()
            $0.name = random.text(12)
            $0.attributes = attributes(1, &random)
          }
        ]
      }
      $0.status = .with { $0.code = .ok }
    }
  }

  private static func attributes(
    _ count: Int, _ random: inout Random
  ) -> [Shapes_Trace.Attribute] {
    (0..<count).map { index in
      .with {
        $0.key = "http." + random.text(4 + random.below(10))
        switch index % 4 {
        case 0, 1: $0.value.text = random.text(4 + random.below(24))
        case 2: $0.value.number = Int64(random.bits(20))
        default: $0.value.flag = true
        }
      }
    }
  }

  /// Returns a time series of 200 values.
  static func series() throws -> [UInt8] {
    var random = Random(seed: 42)
    return try Shapes_Series.with {
      for index in 0..<5 { $0.labels["label \(index)"] = random.text(5 + random.below(10)) }
      $0.samples = (0..<200).map { index in
        .with {
          $0.value = random.double()
          $0.time = 1_760_000_000_000 + Int64(index) * 15_000
        }
      }
    }
    .serializedBytes()
  }
}
