import GRPCCore
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Statuses fit into the 8 KiB of trailers that clients accept.
@Suite struct StatusOnTheWireTests {
  static let codes: [ProviderError.Code] = [
    .invalidRequest, .unknownMethod, .invalidUpload, .datasetTooLarge, .linkRefused,
    .datasetRejected, .modelNotFound, .wrongStatus, .datasetMissing, .datasetRefused,
    .priceNotQuoted, .quotaExceeded, .tooManyUploads, .modelTooLarge, .storageFull, .overloaded,
    .unsettled, .uploadTimedOut, .superseded, .interrupted, .workLost, .shuttingDown,
    .fetchFailed, .trainerFailed, .identifierTaken, .storageFailed, .invalidConfiguration,
    .internalFailure, ProviderError.Code("ONE_OF_A_DRIVERS_OWN"),
  ]

  @Test(arguments: codes, ["x", "\u{1}", "ü", "日", "👍🏽"])
  func trailersStayShort(_ code: ProviderError.Code, _ letter: String) throws {
    let long = String(repeating: letter, count: 20_000)
    let error = ProviderError(code, long, modelID: long, status: .errored, field: long)
    let bytes = trailers(RPCError(error))
    #expect(bytes < 8192, "\(bytes) bytes")
  }

  @Test func shortMessagesAreWhole() {
    let error = ProviderError(.wrongStatus, "model m is CREATED: send a dataset", modelID: "m")
    #expect(error.rpcErrorMessage == "model m is CREATED: send a dataset")
  }

  @Test func clippingKeepsCharactersWhole() {
    #expect(Clipping.clip("abc", toBytes: 3) == "abc")
    #expect(Clipping.clip("abcdefgh", toBytes: 6) == "abc…")
    for count in 3...12 {
      let clipped = Clipping.clip("äöüäöüäöü", toBytes: count)
      #expect(clipped.utf8.count <= count)
      #expect("äöüäöüäöü".hasPrefix(clipped.dropLast()))
    }
    #expect(Clipping.logLine("a\nb\u{2028}c\u{1B}[0m") == "a\\nb\\u{2028}c\\u{1B}[0m")
  }

  @Test func linesOfTheLogAreShort() {
    for letter in ["x", "\n", "日"] {
      let line = Clipping.logLine(String(repeating: letter, count: 20_000))
      #expect(line.utf8.count <= 1024)
    }
  }

  /// The reason of a failure, for example from a trainer, can be long.
  @Test func reasonsOfFailuresAreShort() throws {
    var model = StoredModel(
      id: "m", status: .validating, serviceName: "S", methodName: "m")
    try model.fail(ProviderError(.trainerFailed, String(repeating: "日", count: 20_000)))
    let reason = try #require(model.failureReason)
    #expect(reason.hasPrefix("日"))
    #expect(reason.utf8.count <= 2048)
  }

  /// The size of a status on the wire: the message in percent encoding, the details in base64, and
  /// 32 bytes for each header, as HTTP/2 counts them.
  private func trailers(_ error: RPCError) -> Int {
    let message = error.message.utf8.reduce(0) { sum, byte in
      sum + ((0x20...0x7E).contains(byte) && byte != 0x25 ? 1 : 3)
    }
    let metadata = error.metadata.reduce(0) { sum, entry in
      switch entry.value {
      case .string(let text): sum + entry.key.utf8.count + 32 + text.utf8.count
      case .binary(let bytes): sum + entry.key.utf8.count + 32 + (bytes.count + 2) / 3 * 4
      }
    }
    return message + metadata + 200
  }
}
