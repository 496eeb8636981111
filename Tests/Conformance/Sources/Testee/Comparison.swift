import Foundation
import ProtoWire
import SwiftProtobuf

/// A message coded in binary in two ways: with its codec, and by SwiftProtobuf as it codes messages
/// that it knows nothing of.
struct Comparison {
  let request: Conformance_ConformanceRequest

  /// The messages of the suite's files, also those that the runner does not ask for, by name.
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

  /// SwiftProtobuf's own calls: the compiler does not know of a codec here.
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
