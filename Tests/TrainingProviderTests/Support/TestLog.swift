import Logging
import Synchronization

/// Stores the log of a provider.
final class TestLog: Sendable {
  private let kept = Mutex<[String]>([])

  /// The lines, with their metadata.
  var lines: [String] { kept.withLock(\.self) }

  var logger: Logger {
    var logger = Logger(label: "test") { _ in Handler(log: self) }
    logger.logLevel = .trace
    return logger
  }

  private struct Handler: LogHandler {
    let log: TestLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      let line = ([event.message.description] + all.map { "\($0)=\($1)" }).joined(separator: " ")
      log.kept.withLock { $0.append(line) }
    }
  }
}
