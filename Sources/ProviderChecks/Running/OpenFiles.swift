import Foundation

/// How many files this process may have open. Connections count as files.
package enum OpenFiles {
  /// Raises the limit as far as the system allows it without privileges, because leaked connections
  /// need more files than a process usually has.
  package static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return }
    // More than any check needs. macOS accepts no unlimited number.
    limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(UInt16.max) + 1024))
    setrlimit(resource, &limit)
  }

  #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let resource = RLIMIT_NOFILE
  #endif
}
