import Foundation

/// An address of the internet protocol, and whether the public may be sent there.
struct NetworkAddress: Hashable, Sendable {
  /// Four bytes or sixteen, in network order.
  let bytes: [UInt8]

  /// Reads the text form, e.g. `127.0.0.1` or `fe80::1`; `nil` if it is none.
  init?(_ text: String) {
    var v4 = in_addr()
    var v6 = in6_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      bytes = withUnsafeBytes(of: v4) { Array($0) }
    } else if inet_pton(AF_INET6, text, &v6) == 1 {
      bytes = withUnsafeBytes(of: v6) { Array($0) }
    } else {
      return nil
    }
  }

  /// Whether the address is one on the public internet: not this machine, not a network behind
  /// it, not a cloud's metadata service, not many machines at once.
  ///
  /// From IANA's registries of special purpose addresses (RFC 6890 and later). An IPv6 address
  /// that carries an IPv4 address is as public as that.
  var isPublic: Bool {
    if let embedded { return embedded.isPublic }
    return !Self.special.contains { $0.contains(self) }
  }

  /// The IPv4 address inside an IPv4-mapped, NAT64 or 6to4 address.
  private var embedded: NetworkAddress? {
    if Self.mapped.contains(self) || Self.nat64.contains(self) {
      return NetworkAddress(bytes: Array(bytes[12...]))
    }
    return Self.sixToFour.contains(self) ? NetworkAddress(bytes: Array(bytes[2..<6])) : nil
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private static let mapped = NetworkRange("::ffff:0:0", 96)
  private static let nat64 = NetworkRange("64:ff9b::", 96)
  private static let sixToFour = NetworkRange("2002::", 16)

  private static let special = [
    NetworkRange("0.0.0.0", 8), NetworkRange("10.0.0.0", 8), NetworkRange("100.64.0.0", 10),
    NetworkRange("127.0.0.0", 8), NetworkRange("169.254.0.0", 16), NetworkRange("172.16.0.0", 12),
    NetworkRange("192.0.0.0", 24), NetworkRange("192.0.2.0", 24), NetworkRange("192.88.99.0", 24),
    NetworkRange("192.168.0.0", 16), NetworkRange("198.18.0.0", 15),
    NetworkRange("198.51.100.0", 24), NetworkRange("203.0.113.0", 24),
    NetworkRange("224.0.0.0", 4), NetworkRange("240.0.0.0", 4),
    NetworkRange("::", 96), NetworkRange("64:ff9b:1::", 48), NetworkRange("100::", 64),
    NetworkRange("2001::", 23), NetworkRange("2001:db8::", 32), NetworkRange("3fff::", 20),
    NetworkRange("5f00::", 16), NetworkRange("fc00::", 7), NetworkRange("fe80::", 10),
    NetworkRange("fec0::", 10), NetworkRange("ff00::", 8),
  ]
}
