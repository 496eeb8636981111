import ArgumentParser
import Foundation
import SwiftProtobuf

/// What is done to a message.
enum Operation: String, CaseIterable, ExpressibleByArgument {
  case decode, encode, fromJSON, toJSON, fromText, toText, equality, hash, check, release

  /// What the table calls it.
  var name: String {
    switch self {
    case .decode: "decode"
    case .encode: "encode"
    case .fromJSON: "from JSON"
    case .toJSON: "to JSON"
    case .fromText: "from text"
    case .toText: "to text"
    case .equality: "=="
    case .hash: "hash"
    case .check: "isInitialized"
    case .release: "destroy"
    }
  }
}

/// Prepares an operation on a message that is nested in itself. Generic code like this doesn't know
/// codecs of its own.
///
/// - Parameter nest: puts the second message into the first.
func prepared<M: SwiftProtobuf.Message & Hashable & Sendable>(
  _ operation: Operation, levels: Int, nest: @escaping @Sendable (inout M, M) -> Void
) throws -> @Sendable () throws -> Void {
  @Sendable func nested() -> M {
    var message = M()
    for _ in 1..<levels {
      var outer = M()
      nest(&outer, message)
      message = outer
    }
    return message
  }
  let message = nested()
  switch operation {
  case .decode:
    let bytes: [UInt8] = try onLargeThread { try message.serializedBytes() }
    return { _ = try M(serializedBytes: bytes) }
  case .encode:
    return { _ = try message.serializedBytes() as [UInt8] }
  case .fromJSON:
    let json = try onLargeThread { try message.jsonString() }
    return { _ = try M(jsonString: json) }
  case .toJSON:
    return { _ = try message.jsonString() }
  case .fromText:
    let text = try onLargeThread { message.textFormatString() }
    return { _ = try M(textFormatString: text) }
  case .toText:
    return { _ = message.textFormatString() }
  case .equality:
    let other = nested()
    return { precondition(message == other) }
  case .hash:
    return { _ = message.hashValue }
  case .check:
    return { precondition(message.isInitialized) }
  case .release:
    let last = LastReference(nested())
    return { last.drop() }
  }
}

private func onLargeThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) throws -> Result {
  let result = LastReference<Result>(nil)
  SmallThread.run(kibibytes: 64 * 1024) { result.value = try body() }
  guard let value = result.value else { throw CancellationError() }
  return value
}

/// A value that one thread sets or destroys while the other waits.
private final class LastReference<Value>: @unchecked Sendable {
  var value: Value?

  init(_ value: Value?) {
    self.value = value
  }

  func drop() { value = nil }
}
