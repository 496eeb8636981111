/// The address at which a member of an etcd cluster answers clients.
public struct EtcdEndpoint: Hashable, Sendable {
  /// An IP address without brackets, or a name.
  public var host: String

  /// The port for clients.
  public var port: Int

  /// etcd's usual port for clients.
  public static let defaultPort = 2379

  /// Creates an endpoint.
  public init(host: String, port: Int = defaultPort) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST`, `HOST:PORT`, `[IPV6]:PORT`, or one of these after `http://` or `https://`, as etcd
  /// itself prints them; `nil` if the text is none of these. The scheme is ignored:
  /// ``EtcdConfiguration/security`` decides.
  public init?(_ text: String) {
    var rest = Substring(text)
    for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    var port = Substring()
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      port = rest[rest.index(after: end)...]
      rest = rest[rest.index(after: rest.startIndex)..<end]
    } else if let colon = rest.firstIndex(of: ":") {
      port = rest[colon...]
      rest = rest[..<colon]
    }
    guard !rest.isEmpty, !rest.contains(where: { $0.isWhitespace || $0 == "/" }) else { return nil }
    host = String(rest)
    if port.isEmpty {
      self.port = Self.defaultPort
    } else {
      guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else { return nil }
      self.port = Int(number)
    }
  }
}

extension EtcdEndpoint: CustomStringConvertible {
  /// `HOST:PORT`.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
