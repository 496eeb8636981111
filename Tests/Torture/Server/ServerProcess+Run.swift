import Foundation

extension ServerProcess {
  /// Starts a server, waits until it listens, and kills it when `body` returns.
  ///
  /// - Parameters:
  ///   - folder: the folder for the server's models and log.
  ///   - report: receives a failed check if the server ends by itself.
  ///   - arguments: additional options.
  static func run<T>(
    in folder: URL, _ report: Report, _ arguments: [String] = [],
    _ body: (Daemon) async throws -> T
  ) async throws -> T {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let server = try ServerProcess(in: folder, arguments)
    guard let endpoints = await server.endpoints else {
      throw ServerFailure(description: "the server did not start:\n    \(server.logTail)")
    }
    let result: Result<T, any Error>
    do {
      result = .success(try await body(Daemon(endpoints: endpoints)))
    } catch {
      result = .failure(error)
    }
    let end = await server.kill()
    if !end.wasKilled {
      report.check(false, "the server survives", "\(end.description)\n    \(server.logTail)")
    }
    return try result.get()
  }
}

/// The server failed before a scenario could begin.
struct ServerFailure: Error, CustomStringConvertible {
  let description: String
}
