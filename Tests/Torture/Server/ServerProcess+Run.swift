import Foundation

extension ServerProcess {
  /// Starts a server, waits until it listens, and kills it when `body` returns.
  ///
  /// - Parameters:
  ///   - folder: where it keeps its models and its log.
  ///   - report: is told if the server ended by itself meanwhile.
  ///   - arguments: further options.
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
      report.check(false, "the server lives", "\(end.description)\n    \(server.logTail)")
    }
    return try result.get()
  }
}

/// The server did not do what a scenario needs before it can begin.
struct ServerFailure: Error, CustomStringConvertible {
  let description: String
}
