import Foundation
import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The certificates that a listener uses at the moment.
final class ServerCertificates: Service {
  private let files: TLSFiles
  private let name: String
  private let logger: Logger
  private let state: Mutex<State>

  private struct State {
    var material: TLSMaterial
    var context: NIOSSLContext
    /// Why the files couldn't be used when they were last read; `nil` if they could.
    var failure: String?
  }

  /// The files are never read on the threads that serve calls.
  private let reader = WorkPool("certificates", threads: 1, maxWaiting: .max)

  /// Reads the files. Blocks the thread.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - name: the name of the listener, for the log.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``.
  init(_ files: TLSFiles, name: String, logger: Logger) throws(ProviderError) {
    self.files = files
    self.name = name
    self.logger = logger
    let material = try TLSMaterial(files)
    state = Mutex(State(material: material, context: try material.context()))
    logger.info("certificate loaded", metadata: metadata(material))
  }

  /// The context for a new connection.
  var context: NIOSSLContext { state.withLock(\.context) }

  /// Repeatedly reads the files, until a graceful shutdown.
  func run() async throws {
    try? await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        try await Task.sleep(for: files.reloadInterval)
        try await reader.run { reload() }
      }
    }
  }

  /// Uses what the files contain now, if it has changed and can be used. Logs once why files can't
  /// be used, and that the certificate in use has expired. Blocks the thread.
  ///
  /// - Parameter now: the time at which the certificates have to be valid.
  func reload(at now: Date = Date()) {
    do {
      let material = try TLSMaterial(files)
      let context = try material.context(at: now)
      let isNew = state.withLock { state in
        state.failure = nil
        guard state.material != material else { return false }
        state = State(material: material, context: context)
        return true
      }
      if isNew { logger.notice("certificate replaced", metadata: metadata(material)) }
    } catch {
      let isNew = state.withLock { state in
        defer { state.failure = error.message }
        return state.failure != error.message
      }
      guard isNew else { return }
      logger.error(
        "certificate not replaced, the current one stays in use: \(error.message)",
        metadata: ["listener": "\(name)"])
    }
  }

  private func metadata(_ material: TLSMaterial) -> Logger.Metadata {
    let expiry = material.expiry.map { $0.ISO8601Format() } ?? "unknown"
    return ["listener": "\(name)", "valid_until": "\(expiry)"]
  }
}
