import Foundation

/// Asks the operating system for the addresses of a host.
enum SystemLookup {
  /// Returns the addresses of a host. Blocks the thread, for a long time if name servers don't
  /// answer.
  ///
  /// - Returns: the addresses in text form, in the system's order.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/fetchFailed`` if there are none.
  static func addresses(of host: String) throws(ProviderError) -> [String] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, &hints, &list)
    guard code == 0, let first = list else {
      throw unknown(host, isTemporary: code == EAI_AGAIN)
    }
    defer { freeaddrinfo(first) }
    return sequence(first: first, next: \.pointee.ai_next).compactMap { text($0.pointee) }
  }

  private static func unknown(_ host: String, isTemporary: Bool) -> ProviderError {
    let reason =
      isTemporary
      ? "cannot be looked up at present: try again later" : "is unknown: check the link"
    return ProviderError(
      .fetchFailed, "the host \(host) of the training_data_link \(reason)",
      field: "training_data_link")
  }

  private static func text(_ info: addrinfo) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let length = socklen_t(buffer.count)
    let result = getnameinfo(
      info.ai_addr, info.ai_addrlen, &buffer, length, nil, 0, NI_NUMERICHOST)
    guard result == 0 else { return nil }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
