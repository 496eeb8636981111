import ProtoWire
import SwiftProtobuf

/// One test: reads a payload as a message, and writes the message in the requested format.
///
/// Binary goes through the codec of the message, JSON and text format through SwiftProtobuf.
struct RoundTrip {
  let request: Conformance_ConformanceRequest

  var response: Conformance_ConformanceResponse {
    .with { $0.result = result }
  }

  private var result: Conformance_ConformanceResponse.OneOf_Result {
    guard let type = MessageTypes.named(request.messageType) else {
      return .runtimeError("no message is named \(request.messageType)")
    }
    return result(as: type)
  }

  private func result<Message: WireMessage>(
    as type: Message.Type
  ) -> Conformance_ConformanceResponse.OneOf_Result {
    let message: Message
    do {
      message = try read(type)
    } catch let error as Misunderstanding {
      return .runtimeError(error.text)
    } catch {
      return .parseError("\(error)")
    }
    do {
      return try write(message)
    } catch let error as Misunderstanding {
      return .runtimeError(error.text)
    } catch {
      return .serializeError("\(error)")
    }
  }

  private func read<Message: WireMessage>(_ type: Message.Type) throws -> Message {
    let extensions = MessageTypes.extensions
    switch request.payload {
    case .protobufPayload(let bytes):
      return try Message(serializedBytes: bytes, extensions: extensions)
    case .jsonPayload(let json):
      var options = JSONDecodingOptions()
      options.ignoreUnknownFields = request.testCategory == .jsonIgnoreUnknownParsingTest
      return try Message(jsonString: json, extensions: extensions, options: options)
    case .textPayload(let text):
      return try Message(textFormatString: text, extensions: extensions)
    case .jspbPayload, nil:
      throw Misunderstanding(text: "a payload of no known format")
    }
  }

  private func write(
    _ message: some WireMessage
  ) throws -> Conformance_ConformanceResponse.OneOf_Result {
    switch request.requestedOutputFormat {
    case .protobuf:
      return .protobufPayload(try message.serializedBytes())
    case .json:
      return .jsonPayload(try message.jsonString())
    case .textFormat:
      var options = TextFormatEncodingOptions()
      options.printUnknownFields = request.printUnknownFields
      return .textPayload(message.textFormatString(options: options))
    case .jspb, .unspecified, .UNRECOGNIZED:
      throw Misunderstanding(text: "output in \(request.requestedOutputFormat), an unknown format")
    }
  }

  /// The runner asks for something that this program doesn't know. That must not skip a test.
  private struct Misunderstanding: Error {
    let text: String
  }
}
