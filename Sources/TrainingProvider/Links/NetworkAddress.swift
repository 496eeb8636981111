import Foundation

/// An IP address that can tell whether it is public.
struct NetworkAddress: Hashable, Sendable {
  /// Four bytes or sixteen, in network order.
  let bytes: [UInt8]

  /// Parses the text form, such as `127.0.0.1` or `fe80::1`; `nil` if the text isn't an address.
  init?(_ text: String) {
    var v4 = [UInt8](repeating: 0, count: 4)
    var v6 = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &v4) == 1 {
      bytes = v4
    } else if inet_pton(AF_INET6, text, &v6) == 1 {
      bytes = v6
    } else {
      return nil
    }
  }

  /// Parses an IPv4 address in any spelling that the system's resolver understands without a name
  /// server: one to four numbers, each decimal, octal or hexadecimal. `nil` if the text isn't an
  /// address.
  init?(number text: String) {
    let bytes = withUnsafeTemporaryAllocation(of: in_addr.self, capacity: 1) { address in
      address.baseAddress.flatMap {
        inet_aton(text, $0) != 0 ? Array(UnsafeRawBufferPointer(address)) : nil
      }
    }
    guard let bytes else { return nil }
    self.bytes = bytes
  }

  var isIPv6: Bool { bytes.count == 16 }

  /// Whether the address is on the public internet: not this machine, a private network, a cloud's
  /// metadata service or a multicast address.
  ///
  /// The ranges come from IANA's registries of special-purpose addresses (RFC 6890 and later). An
  /// IPv6 address that contains an IPv4 address is public if the IPv4 address is.
  var isPublic: Bool {
    if let embedded { return embedded.isPublic }
    return !Self.special.contains { $0.contains(self) }
  }

  /// The IPv4 address inside an IPv4-mapped, IPv4-translated, NAT64 or 6to4 address.
  private var embedded: NetworkAddress? {
    if [Self.mapped, Self.translated, Self.nat64].contains(where: { $0.contains(self) }) {
      return NetworkAddress(bytes: Array(bytes[12...]))
    }
    return Self.sixToFour.contains(self) ? NetworkAddress(bytes: Array(bytes[2..<6])) : nil
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private static let mapped = NetworkRange("::ffff:0:0", 96)
  private static let translated = NetworkRange("::ffff:0:0:0", 96)
  private static let nat64 = NetworkRange("64:ff9b::", 96)
  private static let sixToFour = NetworkRange("2002::", 16)

  private static let special = [
    NetworkRange("0.0.0.0", 8), NetworkRange("10.0.0.0", 8), NetworkRange("100.64.0.0", 10),
    NetworkRange("127.0.0.0", 8), NetworkRange("169.254.0.0", 16), NetworkRange("172.16.0.0", 12),
    // Looks public, but reaches Azure's internal services from every machine in Azure.
    NetworkRange("168.63.129.16", 32),
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
