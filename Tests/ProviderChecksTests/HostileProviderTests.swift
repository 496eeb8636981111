import Foundation
import NIOCore
import NIOHPACK
import TestSupport
import Testing

@testable import ProviderChecks

/// Providers that hang or answer garbage neither hang nor crash the checks.
@Suite(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
struct HostileProviderTests {
  @Test(arguments: ["garbage", "mute-server"]) func noGRPC(_ bug: String) async throws {
    try await PythonProvider.run([bug]) { subject in
      var subject = subject
      subject.callTime = .seconds(2)
      let results = try await CheckRun(of: subject).results()
      #expect(results.count == Check.all.count)
      #expect(ResultCounts(results).failed == 1)
      #expect(ResultCounts(results).passed == 0)
    }
  }

  /// The daemon trusts the system's roots, so a certificate of one's own doesn't work.
  @Test func aCertificateThatIsNotTrusted() async throws {
    try await PythonProvider.run(["self-signed"]) { subject in
      var subject = subject
      let secure = "https://localhost:\(subject.maintenance.port)"
      subject.maintenance = try #require(Endpoint(secure))
      let outcome = try await CheckRun(of: subject).results().first?.outcome
      guard case .failed(let reason) = outcome else {
        Issue.record("\(String(describing: outcome))")
        return
      }
      #expect(reason.contains("CERTIFICATE_VERIFY_FAILED"), "\(reason)")
    }
  }

  /// From the second call on, the provider doesn't answer anything.
  @Test func aProviderThatHangsLater() async throws {
    try await PythonProvider.run(["hanging-calls"]) { subject in
      var subject = subject
      subject.callTime = .seconds(2)
      var selection = CheckSelection()
      selection.only = [
        "models/created", "models/hostile", "training/no-dataset", "deletion/stays",
      ]
      let results = try await CheckRun(of: subject, selection).results()
      #expect(results.map(\.check.id) == selection.only)
      #expect(results.first?.outcome == .passed)
      for result in results.dropFirst() {
        guard case .failed(let reason) = result.outcome else {
          Issue.record("\(result.check.id) came to \(result.outcome)")
          continue
        }
        #expect(reason.contains("no answer within 2 s") || reason.contains("connection"))
      }
    }
  }

  /// A check that never ends, not even when it is cancelled, holds up no other.
  @Test func everyCheckHasADeadline() async throws {
    try await PythonProvider.run { subject in
      var subject = subject
      subject.checkTime = .seconds(3)
      let endless = Check("test/endless", "", habit: "", breaks: "", remedy: "") { _ in
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      }
      let created = Check.all.filter { $0.id == "models/created" }
      let results = try await CheckRun(of: subject).results(of: [endless] + created)
      #expect(
        results.map(\.outcome) == [.failed("the check didn't end within 3 s"), .passed])
    }
  }
}

/// Answers that aren't those of gRPC.
struct ReplyReaderTests {
  private static let head: HPACKHeaders = [":status": "200", "content-type": "application/grpc"]

  @Test func readsAReply() throws {
    var reader = ReplyReader()
    #expect(try reader.take(Self.head, isLast: false) == nil)
    try reader.take(ByteBuffer(bytes: [0, 0, 0, 0, 2, 8]), isLast: false)
    try reader.take(ByteBuffer(bytes: [5]), isLast: false)
    let reply = try #require(try reader.take(["grpc-status": "0"], isLast: true))
    #expect(reply.status == .ok)
    #expect(reply.body == [8, 5])
  }

  @Test func readsARefusalWithoutAMessage() throws {
    var reader = ReplyReader()
    var trailers = Self.head
    trailers.add(name: "grpc-status", value: "5")
    trailers.add(name: "grpc-message", value: "no%20such%1B%0Amodel")
    let reply = try #require(try reader.take(trailers, isLast: true))
    #expect(reply.status == .notFound)
    #expect(reply.message == "no such  model")
    #expect(reply.body == nil)
  }

  @Test(
    arguments: [
      ([":status": "502"], [], [:]),
      ([":status": "200", "content-type": "text/html"], [], [:]),
      (head, [], ["grpc-message": "none"]),
      (head, [], ["grpc-status": "zero"]),
      (head, [0, 0], ["grpc-status": "0"]),
      (head, [0, 0xFF, 0xFF, 0xFF, 0xFF, 1], ["grpc-status": "0"]),
      (head, [1, 0, 0, 0, 1, 1], ["grpc-status": "0"]),
      (head, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], ["grpc-status": "0"]),
    ] as [(HPACKHeaders, [UInt8], HPACKHeaders)])
  func refusesGarbage(_ head: HPACKHeaders, _ bytes: [UInt8], _ trailers: HPACKHeaders) {
    #expect(throws: CallFailure.self) {
      var reader = ReplyReader()
      _ = try reader.take(head, isLast: false)
      try reader.take(ByteBuffer(bytes: bytes), isLast: false)
      _ = try reader.take(trailers, isLast: true)
    }
  }
}
