import CppContestant
import ProtoWire
import SwiftProtobuf

// Both functions have the same body. The constraint on `Message` determines whose methods they
// call.

extension Codec {
  /// Returns this package's codec for a message type.
  static func ours<Message: WireMessage>(_: Message.Type) -> Codec {
    Codec(
      decode: { bytes, times in
        for _ in 0..<times { consume(try Message(serializedBytes: bytes)) }
      },
      encoder: { bytes in
        let message = try Message(serializedBytes: bytes)
        return { times in
          for _ in 0..<times { consume(try message.serializedBytes() as [UInt8]) }
        }
      },
      roundTrip: { bytes, times in
        for _ in 0..<times {
          consume(try Message(serializedBytes: bytes).serializedBytes() as [UInt8])
        }
      },
      reencode: { try Message(serializedBytes: $0).serializedBytes(options: .sorted) })
  }

  /// Returns SwiftProtobuf's codec for a message type.
  static func peer<Message: SwiftProtobuf.Message>(_: Message.Type) -> Codec {
    Codec(
      decode: { bytes, times in
        for _ in 0..<times { consume(try Message(serializedBytes: bytes)) }
      },
      encoder: { bytes in
        let message = try Message(serializedBytes: bytes)
        return { times in
          for _ in 0..<times { consume(try message.serializedBytes() as [UInt8]) }
        }
      },
      roundTrip: { bytes, times in
        for _ in 0..<times {
          consume(try Message(serializedBytes: bytes).serializedBytes() as [UInt8])
        }
      },
      reencode: { try Message(serializedBytes: $0).serializedBytes(options: .sorted) })
  }
}

extension BinaryEncodingOptions {
  fileprivate static var sorted: BinaryEncodingOptions {
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    return options
  }
}

/// Prevents the optimizer from removing the work that computes a value.
@inline(__always)
private func consume<Value>(_ value: Value) {
  withUnsafePointer(to: value) { blackhole($0) }
}
