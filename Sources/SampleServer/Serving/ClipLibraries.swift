import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import TrainingProvider

/// Keeps the most recently used libraries open.
///
/// Libraries are indexed by their directory, and each training fills a new directory. So a model
/// never uses the results of an earlier training.
///
/// The service isn't notified when a model is deleted or trained again, but the old directory
/// disappears. ``run()`` checks for this every few seconds and releases the memory of such
/// libraries.
final class ClipLibraries: Service {
  private let interval: Duration
  private let logger: Logger
  private let open: @Sendable (URL) throws -> ClipLibrary
  private let openLibraries: Mutex<OpenLibraries>

  /// Separate threads, so that opening a model doesn't have to wait for calls that compute.
  private let openers = WorkPool("models", threads: 2, maxWaiting: 256)

  /// - Parameters:
  ///   - maxCount: how many libraries are kept open.
  ///   - maxBytes: how many bytes all open libraries may have together.
  ///   - interval: how often ``run()`` checks for libraries whose directory has disappeared.
  ///   - logger: logs which libraries are dropped for this reason.
  ///   - open: opens the library in a directory; may block.
  init(
    maxCount: Int = 64, maxBytes: Int = 256 << 20, interval: Duration = .seconds(5),
    logger: Logger = Logger(label: "sample.models"),
    open: @escaping @Sendable (URL) throws -> ClipLibrary = ClipLibrary.init
  ) {
    self.interval = interval
    self.logger = logger
    self.open = open
    openLibraries = Mutex(OpenLibraries(maxCount: maxCount, maxBytes: maxBytes))
  }

  /// How many libraries are open.
  var count: Int { openLibraries.withLock { $0.directories.count } }

  /// Returns the library in a directory. Simultaneous callers share one attempt to open it.
  ///
  /// - Throws: `ProviderError` if too many libraries wait to be opened; errors of the file system.
  func library(in directory: URL) async throws -> ClipLibrary {
    let opening = openLibraries.withLock { libraries in
      // A separate task: it serves several calls and must not be cancelled with one of them.
      libraries.library(of: directory) {
        Task { try await openers.run { try open(directory) } }
      }
    }
    do {
      let library = try await opening.value
      openLibraries.withLock { $0.recordSize(directory, opening, byteCount: library.byteCount) }
      return library
    } catch {
      openLibraries.withLock { $0.remove(directory, opening) }
      throw error
    }
  }

  /// Returns the library in the directory that `locate` returns; `nil` if it returns `nil`.
  ///
  /// If a training ends at that moment, the directory can disappear before it is opened. So if
  /// opening fails, `locate` is called once more.
  func library(_ locate: () async throws -> URL?) async throws -> ClipLibrary? {
    guard let directory = try await locate() else { return nil }
    do {
      return try await library(in: directory)
    } catch {
      guard let current = try await locate(), current != directory else { throw error }
      return try await library(in: current)
    }
  }

  /// Repeatedly drops libraries whose directory has disappeared, until a graceful shutdown.
  func run() async throws {
    try? await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        try await Task.sleep(for: interval)
        try? await dropMissing()
      }
    }
  }

  private func dropMissing() async throws {
    let directories = openLibraries.withLock(\.directories)
    let missing = try await openers.run {
      directories.filter { !FileManager.default.fileExists(atPath: $0.path) }
    }
    openLibraries.withLock { libraries in
      for directory in missing { libraries.remove(directory) }
    }
    for directory in missing {
      logger.debug("dropped a model whose directory was removed: \(directory.path)")
    }
  }
}
