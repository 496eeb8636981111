import Foundation
import GRPCNIOTransportHTTP2Posix
import TestSupport

@testable import sample_client

/// The sample server as a separate process, on ports that the system chooses.
struct RunningServer {
  let process: Process
  let port: Int
  let maintenancePort: Int

  /// The server's log.
  let log: URL

  /// Starts a server, waits until it listens, and ends it with SIGTERM when `body` returns.
  ///
  /// - Parameters:
  ///   - directory: the directory for the server's models and log.
  ///   - arguments: additional options.
  static func run<T>(
    in directory: URL, _ arguments: [String] = [], _ body: (RunningServer) async throws -> T
  ) async throws -> T {
    let server = try start(in: directory, arguments)
    do {
      let result = try await body(server)
      try await server.stop()
      return result
    } catch {
      server.process.terminate()
      throw error
    }
  }

  /// Sends a signal and waits for the end.
  ///
  /// - Returns: the exit status.
  @discardableResult
  func stop(_ signal: Int32 = SIGTERM) async throws -> Int32 {
    if process.isRunning { kill(process.processIdentifier, signal) }
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    return process.terminationStatus
  }

  /// Connects a consumer whose calls name `address` as the payer.
  func withConsumer<T: Sendable>(
    payer address: String? = nil,
    _ body: (Consumer<SampleClientCommand.Transport>) async throws -> T
  ) async throws -> T {
    try await SampleClientCommand.withConsumer(port: port, maintenancePort: maintenancePort) {
      var consumer = $0
      consumer.address = address
      return try await body(consumer)
    }
  }

  private static func start(in directory: URL, _ arguments: [String]) throws -> RunningServer {
    let log = directory.appendingPathComponent("log")
    let clips = directory.appendingPathComponent("default.tar.gz")
    try DatasetArchive.tarGzip.pack(SampleClips.default, into: clips)
    try Data().write(to: log)
    let data = directory.appendingPathComponent("data").path
    let process = Command(
      BuiltProduct.path("sample-server"),
      [
        "--port", "0", "--maintenance-port", "0", "--data-directory", data, "--default-clips",
        clips.path,
      ] + arguments
    ).process()
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let ports = line.split(whereSeparator: { " \n".contains($0) })
      .compactMap { $0.split(separator: ":").last.flatMap { Int($0) } }
    guard ports.count == 2 else {
      throw ServerFailure(log: try String(contentsOf: log, encoding: .utf8))
    }
    return RunningServer(
      process: process, port: ports[0], maintenancePort: ports[1], log: log)
  }
}

/// The server ended before it listened.
struct ServerFailure: Error {
  let log: String
}

/// Recordings with their transcripts, which `Scripts/clips` speaks.
enum SampleClips {
  static let folder = Repository.file(".build/clips")
  static let `default` = folder.appendingPathComponent("default")
  static let home = folder.appendingPathComponent("home")

  /// A recording of the same words as a clip in another voice, which isn't part of any archive.
  static func question(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent("asked/\(name).mp3"))
  }

  /// The transcript of a recording.
  static func transcript(_ name: String) throws -> String {
    let text = try String(
      contentsOf: Repository.file("Fixtures/clips/\(name).txt"), encoding: .utf8)
    return text.trimmingCharacters(in: .newlines)
  }
}
