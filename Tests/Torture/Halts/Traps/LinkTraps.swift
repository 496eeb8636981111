import Foundation
import TestSupport
import TrainingProtos

/// Validates models with hostile links.
struct LinkTraps {
  let target: TrapTarget
  let server: LinkServer
  var random: SeededRandom

  private var models: [String] = []
  private var lastEndpoints: Endpoints?

  init(target: TrapTarget, server: LinkServer, random: SeededRandom) {
    self.target = target
    self.server = server
    self.random = random
  }

  mutating func run(_ count: Int) async {
    for index in 0..<count {
      let known = Self.known
      var link = index < known.count ? known[index] : hostile()
      if index >= known.count, random.chance(50) { link = server.redirect(to: link) }
      let again = index < known.count ? server.redirect(to: link) : nil
      for link in [link, again].compactMap(\.self) {
        guard await follow(link) else { return }
      }
    }
  }

  /// Validates a model with a link, and waits for the end.
  private mutating func follow(_ link: String) async -> Bool {
    guard let endpoints = await target.endpoints else { return false }
    if endpoints != lastEndpoints { models = [] }
    lastEndpoints = endpoints
    let id: String
    // A model is used for several links, and then replaced by a new one.
    if let last = models.last, !random.chance(5) {
      id = last
    } else {
      guard let new = try? await RawCall.create(on: endpoints.maintenance) else {
        try? await Task.sleep(for: .milliseconds(100))
        return await target.endpoints != nil
      }
      id = new
      models.append(id)
    }
    return await target.make("links", { "link \(link)" }) { endpoints in
      let port = endpoints.maintenance
      try await RawCall.payAndValidate(id, link: link, on: port)
      try await Daemon(endpoints: endpoints).expectEnd(of: id, within: target.patience)
    }
  }

  /// Links that have crashed servers, or could.
  static let known = [
    "http://127.0.0.1:99999/a.zip", "http://127.0.0.1:65536/a.zip", "http://127.0.0.1:0/a.zip",
    "http://127.0.0.1:-1/a.zip", "http://127.0.0.1:18446744073709551616/a.zip",
    "http://localhost:99999/a.zip", "http://[::1]:99999/a.zip", "http://[::1]:0/",
    "http://127.0.0.1:/a.zip", "http://127.0.0.1:080/", "https://127.0.0.1:99999/",
    "http://[::ffff:127.0.0.1]:65536/", "http://0.0.0.0:65536/", "http://1:65536/",
    "http://127.1:1/", "http://2130706433:1/", "http://0x7f.1:1/", "http://[fe80::1%25lo]:1/",
    "http://a..b:1/", "http://-:1/", "http://.:1/", "http://_:1/",
    "http://\(String(repeating: "a", count: 64)).invalid:1/",
    "http://\(String(repeating: "a.", count: 126))a:1/", "http://127.0.0.1:1/\u{0}",
    "http://127.0.0.1:1/%00%0d%0aa", "http://xn--a:1/", "http://[::]:1/",
    "http://255.255.255.255:1/",
  ]

  private mutating func hostile() -> String {
    let schemes = ["http", "http", "http", "https", "HTTP", "ftp", "", "http+unix"]
    let hosts = [
      "127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "127.1", "0", "[", "[]", "[::1",
      "127.0.0.1.", "a b", "a%00b", "é", "..", "[1:2:3:4:5:6:7:8:9]", "[v1.a]", "1.2.3.4.5",
      "user@127.0.0.1", "127.0.0.1@localhost",
    ]
    let ports = [
      "", ":", ":0", ":1", ":65535", ":65536", ":99999", ":-1", ":+1", ":1e3", ":٣", ": 1",
      ":4294967297", ":\(random.next())", ":\(random.below(100_000))",
    ]
    let rests = [
      "", "/", "/a.zip", "?", "#", "/%", "/%zz", "/\u{7f}", "/../..", "//", "/a?b#c", "\\", "/\r\n",
      "/" + String(repeating: "a", count: 3000),
    ]
    func any(_ list: [String]) -> String { list.randomElement(using: &random) ?? "" }
    let link = "\(any(schemes))://\(any(hosts))\(any(ports))\(any(rests))"
    guard random.chance(20) else { return link }
    return String(decoding: Mutation.damage(Array(link.utf8), &random), as: UTF8.self)
  }
}
