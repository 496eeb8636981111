import Foundation
import ProtoWire
import SwiftProtobuf

/// A message coded in binary in two ways: with its codec, and by SwiftProtobuf in the way in which
/// it codes any message.
struct Comparison {
  let request: Conformance_ConformanceRequest

  /// The messages of the suite's files by their names, including those that the runner never uses.
  private static let types = Dictionary(
    uniqueKeysWithValues: allMessages.map { ($0.protoMessageName, $0) })

  var response: Conformance_ConformanceResponse {
    .with { response in
      do {
        guard let type = Self.types[request.messageType] else {
          throw Difference(text: "no message is named \(request.messageType)")
        }
        response.protobufPayload = try bytes(of: type)
      } catch {
        response.runtimeError = "\(error)"
      }
    }
  }

  private func bytes<Message: WireMessage>(of type: Message.Type) throws -> Data {
    let payload = request.protobufPayload
    let message = try Message(serializedBytes: payload, extensions: MessageTypes.extensions)
    let visited = try Self.decoded(payload, as: type)
    guard message.isEqualTo(message: visited) else {
      throw Difference(text: "decoded: \(message), \(visited)")
    }
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    let encoded: Data = try message.serializedBytes(options: options)
    guard encoded == (try Self.encoded(message, options)) else {
      throw Difference(text: "encoded: \(message)")
    }
    return encoded
  }

  /// Calls SwiftProtobuf's own methods, because the compiler can't see the codec here.
  private static func decoded<Message: SwiftProtobuf.Message>(
    _ bytes: Data, as type: Message.Type
  ) throws -> Message {
    try Message(serializedBytes: bytes, extensions: MessageTypes.extensions)
  }

  private static func encoded(
    _ message: some SwiftProtobuf.Message, _ options: BinaryEncodingOptions
  ) throws -> Data {
    try message.serializedBytes(options: options)
  }

  private struct Difference: Error {
    let text: String
  }
}
