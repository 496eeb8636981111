import Foundation
import TestSupport
import TrainingManifest

@testable import ProviderChecks

/// A provider as a separate process, which writes its two ports when it listens.
enum ProviderProcess {
  /// Starts a process, and ends it when `body` returns.
  ///
  /// - Parameters:
  ///   - process: the provider, which hasn't started.
  ///   - signal: what ends it.
  ///   - body: receives the ports of the service and of `training.Model`.
  static func run<T>(
    _ process: Process, endingWith signal: Int32, _ body: ([Int]) async throws -> T
  ) async throws -> T {
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = firstLine(of: output.fileHandleForReading)
    let ports = line.split(whereSeparator: \.isWhitespace)
      .compactMap { $0.split(separator: ":").last.flatMap { Int($0) } }
    do {
      guard ports.count == 2 else { throw NoPorts(line: line) }
      let result = try await body(ports)
      await end(process, signal)
      return result
    } catch {
      await end(process, signal)
      throw error
    }
  }

  /// What a process writes up to the first line break. It can arrive in pieces.
  private static func firstLine(of file: FileHandle) -> String {
    var line = Data()
    while !line.contains(UInt8(ascii: "\n")) {
      let piece = file.availableData
      guard !piece.isEmpty else { break }
      line += piece
    }
    return String(decoding: line, as: UTF8.self)
  }

  private static func end(_ process: Process, _ signal: Int32) async {
    if process.isRunning { kill(process.processIdentifier, signal) }
    while process.isRunning { try? await Task.sleep(for: .milliseconds(20)) }
  }

  static let manifest = Repository.file("Fixtures/guide/Expected/service.training.json")

  /// A provider that is given little time.
  static func subject(_ ports: [Int]) throws -> Subject {
    guard let service = Endpoint("http://127.0.0.1:\(ports[0])"),
      let maintenance = Endpoint("http://127.0.0.1:\(ports[1])"),
      let method = try Manifest(json: Data(contentsOf: manifest)).methods.first
    else { throw NoPorts(line: "\(ports)") }
    var subject = Subject(maintenance: maintenance, method: method, good: try SampleDatasets.good())
    subject.service = service
    subject.serviceID = "example"
    subject.bad = try SampleDatasets.bad()
    subject.workTime = .seconds(20)
    subject.callTime = .seconds(10)
    subject.patience = .seconds(60)
    subject.leakedConnections = 150
    return subject
  }
}

/// The provider ended before it listened.
struct NoPorts: Error {
  let line: String
}

/// A provider in Python, right or with bugs.
enum PythonProvider {
  /// Starts a provider, and ends it when `body` returns.
  ///
  /// - Parameter bugs: the names of bugs in `bugs.py`.
  static func run<T>(_ bugs: [String] = [], _ body: (Subject) async throws -> T) async throws -> T {
    let script = Repository.file("Tests/ProviderChecksTests/Python/provider.py").path
    let process = Command(
      TestPython.path ?? "", [script, ProviderProcess.manifest.path] + bugs,
      environment: ["PYTHONDONTWRITEBYTECODE": "1"]
    ).process()
    // Bugs end calls by exceptions, with long traces.
    process.standardError = FileHandle.nullDevice
    return try await ProviderProcess.run(process, endingWith: SIGKILL) { ports in
      try await body(try ProviderProcess.subject(ports))
    }
  }
}
