import CppContestant
import ProtoWire
import SwiftProtobuf

// The first two functions have the same body. The constraint on `Message` determines whose methods
// they call.

extension Codec {
  /// Returns this package's codec for a message type.
  static func ours<Message: WireMessage & Hashable>(_: Message.Type) -> Codec {
    Codec(
      work: { operation, bytes in
        switch operation {
        case .encode:
          let message = try Message(serializedBytes: bytes)
          return { times in
            for _ in 0..<times { consume(try message.serializedBytes() as [UInt8]) }
          }
        case .decode:
          return { times in
            for _ in 0..<times { consume(try Message(serializedBytes: bytes)) }
          }
        case .roundTrip:
          return { times in
            for _ in 0..<times {
              consume(try Message(serializedBytes: bytes).serializedBytes() as [UInt8])
            }
          }
        default:
          return valueWork(
            operation, try Message(serializedBytes: bytes), try Message(serializedBytes: bytes))
        }
      },
      reencode: { try Message(serializedBytes: $0).serializedBytes(options: .sorted) },
      messageSize: MemoryLayout<Message>.size)
  }

  /// Returns SwiftProtobuf's codec for a message type.
  static func peer<Message: SwiftProtobuf.Message & Hashable>(_: Message.Type) -> Codec {
    Codec(
      work: { operation, bytes in
        switch operation {
        case .encode:
          let message = try Message(serializedBytes: bytes)
          return { times in
            for _ in 0..<times { consume(try message.serializedBytes() as [UInt8]) }
          }
        case .decode:
          return { times in
            for _ in 0..<times { consume(try Message(serializedBytes: bytes)) }
          }
        case .roundTrip:
          return { times in
            for _ in 0..<times {
              consume(try Message(serializedBytes: bytes).serializedBytes() as [UInt8])
            }
          }
        default:
          return valueWork(
            operation, try Message(serializedBytes: bytes), try Message(serializedBytes: bytes))
        }
      },
      reencode: { try Message(serializedBytes: $0).serializedBytes(options: .sorted) },
      messageSize: MemoryLayout<Message>.size)
  }

  /// Returns the work on messages that are already decoded, and are equal.
  private static func valueWork<Message: Hashable>(
    _ operation: Operation, _ message: Message, _ other: Message
  ) -> Work? {
    let pair = Pair(message, other)
    switch operation {
    case .copy: return pair.copy
    case .compare: return pair.compare
    case .hash: return pair.hash
    default: return nil
    }
  }
}

/// Two messages at addresses that escape, so that the optimizer can't assume that they stay the
/// same from one time to the next.
private final class Pair<Message: Hashable> {
  private let messages = UnsafeMutablePointer<Message>.allocate(capacity: 2)

  init(_ message: Message, _ other: Message) {
    messages.initialize(to: message)
    (messages + 1).initialize(to: other)
  }

  deinit {
    messages.deinitialize(count: 2)
    messages.deallocate()
  }

  func copy(_ times: Int) {
    let copy = UnsafeMutablePointer<Message>.allocate(capacity: 1)
    defer { copy.deallocate() }
    for _ in 0..<times {
      copy.initialize(to: messages.pointee)
      blackhole(copy)
      copy.deinitialize(count: 1)
    }
  }

  func compare(_ times: Int) {
    for _ in 0..<times {
      blackhole(messages)
      consume(messages[0] == messages[1])
    }
  }

  func hash(_ times: Int) {
    for _ in 0..<times {
      blackhole(messages)
      var hasher = Hasher()
      messages.pointee.hash(into: &hasher)
      consume(hasher.finalize())
    }
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
