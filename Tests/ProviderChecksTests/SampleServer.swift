import Foundation
import TestSupport

@testable import ProviderChecks

/// The sample server as a separate process.
enum SampleServer {
  /// Starts a server, and ends it when `body` returns.
  ///
  /// - Parameters:
  ///   - directory: the directory for the server's models and log.
  ///   - allowsLinks: whether it accepts links to this machine.
  static func run<T>(
    in directory: URL, allowsLinks: Bool = true, _ body: (Subject) async throws -> T
  ) async throws -> T {
    let log = directory.appendingPathComponent("log")
    try Data().write(to: log)
    let process = Command(
      BuiltProduct.path("sample-server"),
      [
        "--port", "0", "--maintenance-port", "0", "--upload-idle-seconds", "3", "--service-id",
        "example", "--data-directory", directory.appendingPathComponent("data").path,
      ] + (allowsLinks ? ["--allow-private-links"] : [])
    ).process()
    process.standardError = try FileHandle(forWritingTo: log)
    return try await ProviderProcess.run(process, endingWith: SIGTERM) { ports in
      var subject = try ProviderProcess.subject(ports)
      subject.good = try SampleDatasets.large()
      subject.workTime = .seconds(60)
      subject.callTime = .seconds(30)
      subject.patience = .seconds(60)
      subject.leakedConnections = 600
      subject.protos = ["service.proto": try proto()]
      return try await body(subject)
    }
  }

  static func proto() throws -> String {
    try String(
      contentsOf: Repository.file("Fixtures/guide/service.proto"), encoding: .utf8)
  }
}
