import Foundation
import Logging

/// How many files the process may have open, `RLIMIT_NOFILE`. Connections count as files.
struct OpenFileLimit: Hashable {
  /// The limit that applies.
  var soft: UInt64

  /// What the process may raise ``soft`` to.
  let hard: UInt64

  /// The limit of this process.
  static func current() throws -> OpenFileLimit {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { throw SystemError("getrlimit") }
    return OpenFileLimit(soft: UInt64(limit.rlim_cur), hard: UInt64(limit.rlim_max))
  }

  /// The limit, raised as far as `count` open files need it and the hard limit allows it.
  func raised(to count: UInt64) -> OpenFileLimit {
    OpenFileLimit(soft: max(soft, min(count, hard)), hard: hard)
  }

  /// Makes this the limit of the process.
  func apply() throws {
    var limit = rlimit(rlim_cur: rlim_t(soft), rlim_max: rlim_t(hard))
    guard setrlimit(Self.resource, &limit) == 0 else { throw SystemError("setrlimit") }
  }

  /// Raises the limit of the process if `count` open files need it, and logs what can't be done.
  ///
  /// - Parameters:
  ///   - count: how many files the process opens at most.
  ///   - connections: how many of them are connections, for the log.
  static func raise(to count: UInt64, connections: Int, logger: Logger) {
    do {
      let before = try current()
      let after = before.raised(to: count)
      if after != before {
        try after.apply()
        logger.info(
          "raised the limit for open files",
          metadata: ["from": "\(before.soft)", "to": "\(after.soft)"])
      }
      guard after.soft < count else { return }
      logger.warning(
        """
        the process may only open \(after.soft) files, but \(connections) connections and the \
        provider's files can be \(count): raise the hard limit (ulimit -Hn, LimitNOFILE), or lower \
        TransportLimits.maxConnections
        """)
    } catch {
      logger.warning("the limit for open files cannot be read or raised: \(error)")
    }
  }

  #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let resource = RLIMIT_NOFILE
  #endif
}

extension ProviderLimits {
  /// How many files a provider has open at most, without connections: those of uploads and links,
  /// each with the connection of a link, and some for the registry, jobs and the process itself.
  var openFiles: UInt64 { UInt64(upload.maxConcurrent + 2 * jobs.concurrentFetches + 128) }
}
