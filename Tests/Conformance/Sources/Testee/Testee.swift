import Foundation
@_spi(Comparison) import ProtoWire
import SwiftProtobuf

/// Answers the requests of protobuf's conformance runner until it closes the input, or those of
/// `three_way.py` with `--compare`.
@main
struct Testee {
  static func main() throws {
    for type in MessageTypes.all { Google_Protobuf_Any.register(messageType: type) }

    let compares = CommandLine.arguments.dropFirst() == ["--compare"]
    if compares { FieldVisits.force() }
    let runner = Framing(input: .standardInput, output: .standardOutput)
    while let bytes = try runner.receive() {
      let request = try Conformance_ConformanceRequest(serializedBytes: bytes)
      guard request.unknownFields.data.isEmpty else { throw NewerRunner() }
      let response =
        compares ? Comparison(request: request).response : RoundTrip(request: request).response
      try runner.send(response.serializedBytes())
    }
  }

  /// The runner sent fields that are missing from the `conformance.proto` of this program.
  struct NewerRunner: Error {}
}
