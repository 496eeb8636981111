import Foundation

/// Lets a task be interrupted by SIGINT and SIGTERM.
enum Interruption {
  /// Runs `work` in a task that the signals cancel.
  ///
  /// - Throws: `CancellationError` after a signal, whatever `work` throws; any error of `work`
  ///   otherwise.
  static func cancels(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      // The default action would end the program before the source is told.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    do {
      try await task.value
    } catch  where task.isCancelled {
      throw CancellationError()
    }
  }
}
