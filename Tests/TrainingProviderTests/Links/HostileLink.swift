import TestSupport

/// Random links, most of them almost valid. They are composed of parts and then changed in a few
/// places.
struct HostileLink {
  private var random: SeededRandom
  private let port: UInt16

  /// - Parameter port: the port of a server, for links that lead to it.
  init(seed: UInt64, port: UInt16 = 80) {
    random = SeededRandom(seed: seed)
    self.port = port
  }

  mutating func text() -> String {
    let parts = [scheme(), userInfo(), host(), portText(), path(), query(), fragment()]
    var scalars = Array(parts.joined().unicodeScalars)
    guard random.once(in: 2) else { return String(String.UnicodeScalarView(scalars)) }
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&scalars) }
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func scheme() -> String {
    guard random.once(in: 4) else { return random.one(of: ["http://", "https://", "HtTp://"]) }
    return random.one(of: [
      "", "//", "http:", "http:/", "http:///", "https:\\\\", "ftp://", "file://", "unix://",
      "http+unix://", "https+unix://", "javascript:", "data:,", "://", " http://", "http ://",
      "h\u{0}ttp://", "view-source:http://", "http://http://", "ｈttp://", "\u{FEFF}http://",
    ])
  }

  private mutating func userInfo() -> String {
    guard random.once(in: 6) else { return "" }
    return random.one(of: [
      "u@", "u:p@", "@", ":@", "%FF@", "%00:%00@", "a@b@", "%40:%3A@", "é@", "u:p:q@", "[@", "]@",
    ])
  }

  private mutating func host() -> String {
    guard random.once(in: 2) else { return random.one(of: ["127.0.0.1", "data.example"]) }
    let long = String(repeating: random.one(of: ["a", "é", "1", "-", "a."]), count: 300)
    return random.one(of: [
      "localhost", "LOCALHOST.", "a.localhost", "127.1", "0x7f.1", "0177.1", "2130706433", "0",
      "127.0.0.256", "1.2.3.4.5", "99999999999999999999", "0x", "0xfffffffff", "127.0.0.1.", ".",
      "..", "a..b", "-", "_", "", " ", "a b", "a\tb", "a\nb", "a\u{0}b", "a\\b", "a%b", "a%00b",
      "%31%32%37.0.0.1", "127%2e0.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[fe80::1%25eth0]",
      "[fe80::1%eth0]", "[::1%25]", "[::1%25%00]", "[1:2:3:4:5:6:7:8:9]", "[v1.x]", "[vF.:]",
      "[", "]", "[]", "[[::1]]", "[::1", "::1]", "::1", "[127.0.0.1]", "[::1]x", "x[::1]",
      "é.com", "xn--9ca.com", "xn--", "xn--a", "xn--\u{80}", "EXAMPLE。com", "１２７.0.0.1",
      "①②⑦.0.0.1", "ß.de", "a\u{AD}b.com", "a\u{200D}b", "\u{202E}moc", "🐟.example", "\u{301}",
      "\u{10FFFF}", "a\u{FFFD}", "ﷺ", "٠.com", long, "a." + long,
    ])
  }

  private mutating func portText() -> String {
    guard random.once(in: 3) else { return ":\(port)" }
    return random.one(of: [
      "", ":", ":0", ":1", ":80", ":65535", ":65536", ":99999", ":65616", ":-1", ":+1", ":1e3",
      ":2147483648", ":4294967376", ":9223372036854775807", ":9223372036854775808",
      ":18446744073709551616", ":" + String(repeating: "9", count: 400), ":080", ":0x50", ": 80",
      ":80 ", ":٣", ":８０", ":80:80", "::80", ":a", ":%38%30",
      ":\(Int.random(in: 0...99_999, using: &random))",
    ])
  }

  private mutating func path() -> String {
    let part = random.one(of: [
      "", "/", "/data.zip", "/a/../b", "/../../..", "//", "/.", "/;x", "/%", "/%z", "/%zz", "/%00",
      "/%FF%FE", "/é", "/🐟", "/ ", "/\t", "/\r\nx: y", "/\u{0}", "/\\", "/[", "/{}|^`\"<>", "data",
      "/%2e%2e/", "/a:b@c", "/\u{FFFF}", "/" + String(repeating: "x", count: 2100),
      "/" + String(repeating: "é", count: 500), "/" + String(repeating: "../", count: 300),
    ])
    return random.once(in: 5) ? part + path() : part
  }

  private mutating func query() -> String {
    guard random.once(in: 2) else { return "" }
    return random.one(of: [
      "?", "?a=b", "?a b", "?%", "?%zz", "?é", "??", "?#", "?\r\nhost: x", "?\u{0}", "?[]",
      "?a=b&c",
      "?" + String(repeating: "%41", count: 400),
    ])
  }

  private mutating func fragment() -> String {
    random.once(in: 5) ? random.one(of: ["#", "#a", "#é", "##", "#%", "#\u{0}"]) : ""
  }

  private mutating func change(_ scalars: inout [Unicode.Scalar]) {
    let place = Int.random(in: 0...scalars.count, using: &random)
    guard place < scalars.count else { return scalars.append(scalar()) }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: scalars.remove(at: place)
    case 1: scalars[place] = scalar()
    case 2: scalars.insert(scalar(), at: place)
    case 3: scalars.swapAt(place, Int.random(in: 0..<scalars.count, using: &random))
    default:
      let end = min(scalars.count, place + Int.random(in: 1...20, using: &random))
      scalars.insert(contentsOf: scalars[place..<end], at: place)
    }
  }

  private mutating func scalar() -> Unicode.Scalar {
    guard random.once(in: 3) else {
      let usual = ":/?#[]@!$&'()*+,;=%.-_~\\|^`{}<>\" \t\r\n\u{0}\u{7F}019aFxX"
      return random.one(of: Array(usual.unicodeScalars))
    }
    return Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "\u{FFFD}"
  }
}
