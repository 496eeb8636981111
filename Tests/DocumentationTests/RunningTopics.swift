import Foundation
import TestSupport
import Testing

/// The tutorial's program as a server, on ports that the system has chosen.
struct RunningTopics {
  let program: TopicsProgram
  let port: String
  let maintenancePort: String

  private let process: Process

  /// Starts the server, waits until it says where it listens, and ends it when `body` returns.
  ///
  /// - Parameters:
  ///   - name: the name of the data directory, another one for each server.
  ///   - settings: further variables of the environment.
  static func run(
    _ program: TopicsProgram, data name: String = "data", _ settings: [String: String] = [:],
    _ body: (RunningTopics) async throws -> Void
  ) async throws {
    let log = program.folder.appendingPathComponent("\(name).log")
    try Data().write(to: log)
    let process = Command(
      program.path,
      environment: settings.merging([
        "TOPICS_PORT": "0", "TOPICS_MAINTENANCE_PORT": "0",
        "STATE_DIRECTORY": program.folder.appendingPathComponent(name).path,
      ]) { $1 }
    ).process()
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    do {
      let (port, maintenancePort) = try await ports(in: log, of: process)
      let server = RunningTopics(
        program: program, port: port, maintenancePort: maintenancePort, process: process)
      try await body(server)
      try await server.stop()
    } catch {
      process.terminate()
      throw error
    }
  }

  private static func ports(in log: URL, of process: Process) async throws -> (String, String) {
    while process.isRunning {
      let text = try String(contentsOf: log, encoding: .utf8)
      if let service = text.firstMatch(of: #/\bservice_endpoint=\S*:(\d+)/#),
        let maintenance = text.firstMatch(of: #/\bmodel_maintenance_endpoint=\S*:(\d+)/#)
      {
        return (String(service.1), String(maintenance.1))
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw TopicsFailure(log: try String(contentsOf: log, encoding: .utf8))
  }

  /// The settings with which the demo finds the server.
  var environment: [String: String] {
    ["TOPICS_PORT": port, "TOPICS_MAINTENANCE_PORT": maintenancePort]
  }

  /// Ends the server as systemd does.
  private func stop() async throws {
    process.terminate()
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    #expect(process.terminationStatus == 0)
  }
}

/// The server ended before it listened.
struct TopicsFailure: Error {
  let log: String
}
