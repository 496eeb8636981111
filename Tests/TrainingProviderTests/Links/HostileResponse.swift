import Foundation
import TestSupport

/// Random responses of a server, most of them almost valid. They are composed of parts and then
/// changed in a few places.
struct HostileResponse {
  private var random: SeededRandom
  private let port: UInt16

  /// - Parameter port: the server's port, for redirects that lead to it.
  init(seed: UInt64, port: UInt16) {
    random = SeededRandom(seed: seed)
    self.port = port
  }

  /// The response in the pieces in which it is sent.
  mutating func pieces() -> [Data] {
    var bytes = Data()
    for _ in 0..<(random.once(in: 5) ? 3 : 1) { bytes += Data(message().utf8) }
    if random.once(in: 2) {
      for _ in 0..<Int.random(in: 1...3, using: &random) { change(&bytes) }
    }
    guard random.once(in: 4) else { return [bytes] }
    let size = Int.random(in: 1...60, using: &random)
    return stride(from: 0, to: bytes.count, by: size).prefix(30).map { start in
      bytes[bytes.startIndex + start..<min(bytes.endIndex, bytes.startIndex + start + size)]
    }
  }

  private mutating func message() -> String {
    var lines = [status()]
    for _ in 0..<Int.random(in: 0...4, using: &random) { lines.append(header()) }
    return lines.map { $0 + lineEnd() }.joined() + lineEnd() + body()
  }

  private mutating func lineEnd() -> String {
    random.once(in: 40) ? random.one(of: ["\n", "\r", "", "\r\r\n", "\n\r"]) : "\r\n"
  }

  private mutating func status() -> String {
    guard random.once(in: 3) else { return "HTTP/1.1 200 OK" }
    return random.one(of: [
      "HTTP/1.1 302 Found", "HTTP/1.1 301", "HTTP/1.1 307 X", "HTTP/1.0 200 OK", "HTTP/1.1 200",
      "HTTP/1.1 099 X", "HTTP/1.1 000", "HTTP/1.1 100 Continue", "HTTP/1.1 101 Switching",
      "HTTP/1.1 103 Hints", "HTTP/1.1 199 X", "HTTP/1.1 204 X", "HTTP/1.1 304 X", "HTTP/1.1 404 X",
      "HTTP/1.1 999 X", "HTTP/1.1 1000 X", "HTTP/1.1 20 X", "HTTP/1.1 -20 X", "HTTP/1.1  200 OK",
      "HTTP/1.2 200 OK", "HTTP/2.0 200 OK", "HTTP/9.9 200 OK", "HTTP/0.9 200 OK", "ICY 200 OK",
      "RTSP/1.0 200 OK", "http/1.1 200 OK", "HTTP/1.1 200 \u{0}\u{1B}[31m", "GET / HTTP/1.1",
      "PRI * HTTP/2.0", "HTTP/1.1 200 " + String(repeating: "x", count: 5000), "",
    ])
  }

  private mutating func header() -> String {
    if random.once(in: 4) {
      var link = HostileLink(seed: random.next(), port: port)
      return "location: " + (random.once(in: 2) ? "/next" : link.text())
    }
    guard random.once(in: 2) else {
      return random.one(of: [
        "content-length: 5", "transfer-encoding: chunked", "connection: close", "x: y", "x:", "x: ",
        "connection: upgrade\r\nupgrade: x", "content-length: 0", "content-encoding: gzip",
      ])
    }
    let name = random.one(of: [
      "content-length", "transfer-encoding", "connection", "upgrade", "trailer", "x", "", " ",
      "a b", "é", "a\u{0}", "keep-alive", "proxy-connection", "set-cookie", "http2-settings",
    ])
    let value = random.one(of: [
      "", " ", "0", "5", "05", "+5", "-1", "5, 5", "5 5", "5\t", "0x5", "5;", "٥",
      "9223372036854775807", "9223372036854775808", "18446744073709551615",
      "18446744073709551616", String(repeating: "9", count: 60), "chunked", "chunked, chunked",
      "gzip, chunked", "chunked, gzip", "identity", "xchunked", "close", "keep-alive", "upgrade",
      "close, upgrade", "h2c", "a\r\n b", "\u{0}", "é", String(repeating: "a", count: 20_000),
    ])
    return name + random.one(of: [": ", ":", " :", "::", "", ":\t"]) + value
  }

  private mutating func body() -> String {
    let sizes = [
      "5", "5;a=b", "5 ", "05", "-5", "+5", "0x5", "", "FFFFFFFFFFFFFFFF",
      "7FFFFFFFFFFFFFFF", "10000000000000000", "5;" + String(repeating: "e", count: 3000),
    ]
    let trailers = [
      "", "x: y\r\n", "x:\r\n", "x\r\n", ":\r\n", "a: b\r\n c\r\n",
      "content-length: 5\r\n", String(repeating: "x: y\r\n", count: 500),
    ]
    let chunk = "\(random.one(of: sizes))\r\nhello\r\n0\r\n\(random.one(of: trailers))\r\n"
    return random.one(of: [
      "", "hello", "hello", chunk, chunk, chunk, "5\nhello\n0\n\n", "0\r\n\r\n", "5\r\nhelloX",
      "1\r\na\r\n1\r\nb\r\n0\r\n\r\n",
    ])
  }

  private mutating func change(_ bytes: inout Data) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.remove(at: place)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes.insert(random.one(of: [0, 9, 10, 13, 32, 48, 58, 59, 255]), at: place)
    default:
      let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
      bytes.insert(contentsOf: Data(bytes[place..<end]), at: place)
    }
  }
}
