/// The host of a link: an address, or a name to look up.
struct LinkHost: Hashable, Sendable {
  /// The host in lower case, without a trailing dot. IPv6 addresses are in brackets.
  let text: String

  /// The address, or `nil` if the host is a name.
  let address: NetworkAddress?

  /// Parses the host of a URL.
  ///
  /// A host whose last label is a number must be an IPv4 address in one of the many spellings of
  /// `inet_aton`, such as `127.1` or `0x7f000001` (URL Standard, section 3.5). A name may only
  /// contain letters, digits, hyphens and underscores, so that every parser understands it in the
  /// same way.
  ///
  /// - Returns: `nil` if the text is neither an address nor a name in ASCII.
  init?(_ host: String) {
    let lowercase = host.lowercased()
    text = lowercase.hasSuffix(".") ? String(lowercase.dropLast()) : lowercase
    if text.hasPrefix("["), text.hasSuffix("]") {
      address = NetworkAddress(String(text.dropFirst().dropLast()))
      guard let address, address.isIPv6 else { return nil }
      return
    }
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = labels.last, text.utf8.count <= 253, labels.allSatisfy(Self.isLabel) else {
      return nil
    }
    let isNumeric = Self.isNumber(last)
    address = isNumeric ? NetworkAddress(number: text) : nil
    guard !isNumeric || address != nil else { return nil }
  }

  /// Whether the host is a name that always means this machine (RFC 6761).
  var isLocalName: Bool {
    text == "localhost" || text.hasSuffix(".localhost")
  }

  private static func isLabel(_ label: Substring.UTF8View) -> Bool {
    (1...63).contains(label.count)
      && label.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isDigit(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
  }

  private static func isNumber(_ label: Substring.UTF8View) -> Bool {
    guard label.starts(with: "0x".utf8) else { return label.allSatisfy(isDigit) }
    return label.dropFirst(2).allSatisfy { byte in
      isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
