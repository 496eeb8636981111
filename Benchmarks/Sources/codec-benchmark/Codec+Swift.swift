import CppContestant
import ProtoWire
import SwiftProtobuf

// Twice the same text: which `serializedBytes()` is called follows from the constraint.

extension Codec {
  /// This package's codec.
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

  /// SwiftProtobuf's codec.
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

/// Takes a value away from the optimiser.
@inline(__always)
private func consume<Value>(_ value: Value) {
  withUnsafePointer(to: value) { blackhole($0) }
}
