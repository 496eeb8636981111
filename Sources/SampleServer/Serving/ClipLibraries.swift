import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import TrainingProvider

/// Keeps the libraries open that were asked for last.
///
/// A library goes by the directory that a training filled, and each training fills another one. So
/// a model is never answered for by what an earlier training made.
///
/// Nobody tells the service that a model was deleted or trained again, but its directory is gone
/// then. ``run()`` looks for that, so that what is gone takes up memory for seconds, and not until
/// others have crowded it out.
final class ClipLibraries: Service {
  private let interval: Duration
  private let logger: Logger
  private let open: @Sendable (URL) throws -> ClipLibrary
  private let shelf: Mutex<ClipShelf>

  /// Threads of its own: a model that has to be opened doesn't wait behind calls that compute.
  private let openers = WorkPool("models", threads: 2, maxWaiting: 256)

  /// - Parameters:
  ///   - maxCount: how many libraries are kept.
  ///   - maxBytes: how many bytes all that are kept may have.
  ///   - interval: how often ``run()`` looks for libraries whose directory is gone.
  ///   - logger: is told which are dropped for that.
  ///   - open: opens the library in a directory; may block.
  init(
    maxCount: Int = 64, maxBytes: Int = 256 << 20, interval: Duration = .seconds(5),
    logger: Logger = Logger(label: "sample.models"),
    open: @escaping @Sendable (URL) throws -> ClipLibrary = ClipLibrary.init
  ) {
    self.interval = interval
    self.logger = logger
    self.open = open
    shelf = Mutex(ClipShelf(maxCount: maxCount, maxBytes: maxBytes))
  }

  /// How many libraries are kept.
  var count: Int { shelf.withLock { $0.directories.count } }

  /// The library in a directory. Callers that ask for it at once share one attempt to open it.
  ///
  /// - Throws: `ProviderError` if too many libraries wait to be opened; errors of the file system.
  func library(in directory: URL) async throws -> ClipLibrary {
    let opening = shelf.withLock { shelf in
      // A task of its own, as it serves several calls: it must not be cancelled with one of them.
      shelf.library(of: directory) { Task { try await openers.run { try open(directory) } } }
    }
    do {
      let library = try await opening.value
      shelf.withLock { $0.settle(directory, opening, byteCount: library.byteCount) }
      return library
    } catch {
      shelf.withLock { $0.remove(directory, opening) }
      throw error
    }
  }

  /// The library in the directory that `locate` names; `nil` if it names none.
  ///
  /// A directory may go before it is opened, as a training ends in that moment. If it could not be
  /// opened, `locate` is therefore asked once more.
  func library(_ locate: () async throws -> URL?) async throws -> ClipLibrary? {
    guard let directory = try await locate() else { return nil }
    do {
      return try await library(in: directory)
    } catch {
      guard let current = try await locate(), current != directory else { throw error }
      return try await library(in: current)
    }
  }

  /// Drops libraries whose directory is gone, again and again until a graceful shutdown.
  func run() async throws {
    try? await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        try await Task.sleep(for: interval)
        try? await dropMissing()
      }
    }
  }

  private func dropMissing() async throws {
    let directories = shelf.withLock(\.directories)
    let missing = try await openers.run {
      directories.filter { !FileManager.default.fileExists(atPath: $0.path) }
    }
    shelf.withLock { shelf in
      for directory in missing { shelf.remove(directory) }
    }
    for directory in missing { logger.debug("dropped, as it is gone: \(directory.path)") }
  }
}
