/// The names by which the server for operators can be asked: IP addresses, which no other site can
/// have as its name, `localhost`, and names that the operator chose.
struct AllowedHosts: Hashable, Sendable {
  let names: Set<String>

  init(_ names: [String]) {
    self.names = Set(names.map { $0.lowercased() })
  }

  /// - Parameter authority: the header `Host`: a name or address, perhaps with a port.
  func allow(_ authority: String?) -> Bool {
    guard let authority else { return false }
    let parts = #/(\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9.\-_]+)(?::[0-9]{1,5})?/#
    guard let match = authority.wholeMatch(of: parts) else { return false }
    let host = match.1.lowercased()
    return host.hasPrefix("[") || isAddress(host) || host == "localhost"
      || host.hasSuffix(".localhost") || names.contains(host)
  }

  private func isAddress(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
