import Foundation
import Synchronization
import TestSupport

/// A proxy before an HTTP server that does harm to some requests and answers.
final class FaultProxy: Sendable {
  /// A request that arrived.
  struct Request: Sendable {
    /// How many requests there were before.
    let number: Int
    let method: String
    /// The path with the query.
    let target: String
  }

  /// What is done to a request.
  enum Fault: Sendable {
    case none
    /// The answer comes after some seconds.
    case delay(Double)
    /// The server isn't asked, and the answer is an error.
    case status(Int, String)
    /// The connection is reset before the server is asked.
    case reset
    /// The connection is reset when the server has done its work.
    case loseAnswer
    /// The answer ends in the middle.
    case truncate
    /// One bit of the answer's body is wrong.
    case corrupt
    /// There never is an answer.
    case hang
  }

  typealias Rule = @Sendable (Request) -> Fault

  let port: Int
  private let upstream: Int
  private let listener: Int32
  private let state: Mutex<State>

  private struct State {
    var rule: Rule
    var requests: [Request] = []
    var isStopped = false
  }

  /// Starts the proxy on a port that the system chooses.
  init(before upstream: Int, _ rule: @escaping Rule = { _ in .none }) throws {
    self.upstream = upstream
    state = Mutex(State(rule: rule))
    let (listener, port) = try Loopback.listen(backlog: 64)
    (self.listener, self.port) = (listener, Int(port))
    Thread.detachNewThread { [self] in
      while !state.withLock(\.isStopped), case let accepted = accept(listener, nil, nil),
        accepted >= 0
      {
        Thread.detachNewThread { [self] in serve(Connection(accepted)) }
      }
      close(listener)
    }
  }

  /// The requests that arrived.
  var requests: [Request] { state.withLock(\.requests) }

  /// Does something else to requests from now on.
  func change(_ rule: @escaping Rule) { state.withLock { $0.rule = rule } }

  /// Accepts no more connections.
  func stop() {
    state.withLock { $0.isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func serve(_ connection: Connection) {
    while let message = connection.readMessage(), let line = message.firstLine {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 3 else { return }
      let (request, rule) = state.withLock { state in
        let request = Request(number: state.requests.count, method: words[0], target: words[1])
        state.requests.append(request)
        return (request, state.rule)
      }
      guard answer(message, to: connection, rule(request)) else { return }
    }
  }

  /// - Returns: whether the connection can be used again.
  private func answer(_ message: Data, to connection: Connection, _ fault: Fault) -> Bool {
    switch fault {
    case .none:
      guard let answer = forward(message) else { return false }
      connection.write(answer)
    case .delay(let seconds):
      Thread.sleep(forTimeInterval: seconds)
      guard let answer = forward(message) else { return false }
      connection.write(answer)
    case .status(let status, let code):
      let body = "<Error><Code>\(code)</Code><Message>a fault</Message></Error>"
      connection.write(
        Data(
          "HTTP/1.1 \(status) Fault\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
      return true
    case .reset: connection.reset()
    case .loseAnswer:
      _ = forward(message)
      connection.reset()
    case .truncate:
      guard let answer = forward(message) else { return false }
      connection.write(answer.prefix(answer.count - max(answer.bodyCount / 2, 1)))
    case .corrupt:
      guard var answer = forward(message), answer.bodyCount > 0 else { return false }
      answer[answer.index(answer.endIndex, offsetBy: -answer.bodyCount / 2 - 1)] ^= 4
      connection.write(answer)
    case .hang: connection.waitUntilClosed()
    }
    return false
  }

  /// Asks the server, on a connection of its own.
  private func forward(_ message: Data) -> Data? {
    guard let server = Connection(to: upstream) else { return nil }
    let line = message.range(of: Data("\r\n".utf8))?.upperBound ?? message.endIndex
    server.write(message[..<line] + Data("connection: close\r\n".utf8) + message[line...])
    return server.readAll()
  }
}

extension Data {
  fileprivate static let headEnd = Data("\r\n\r\n".utf8)

  fileprivate var firstLine: String? {
    range(of: Data("\r\n".utf8)).map { String(decoding: self[..<$0.lowerBound], as: UTF8.self) }
  }

  /// The number of bytes after the head.
  fileprivate var bodyCount: Int {
    range(of: Self.headEnd).map { endIndex - $0.upperBound } ?? 0
  }
}

/// A TCP connection on the loopback interface. Blocks the thread that uses it.
private final class Connection: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  init?(to port: Int) {
    descriptor = Loopback.makeSocket()
    var address = Loopback.address(port: UInt16(port))
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Reads a request with its body; `nil` at the end of the connection.
  func readMessage() -> Data? {
    var message = Data()
    while message.range(of: Data.headEnd) == nil {
      guard let piece = readPiece() else { return nil }
      message += piece
    }
    let head = String(decoding: message.prefix(message.count - message.bodyCount), as: UTF8.self)
    let length =
      head.lowercased().split(separator: "\r\n")
      .first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    while message.bodyCount < length {
      guard let piece = readPiece() else { return nil }
      message += piece
    }
    return message
  }

  func readAll() -> Data {
    var all = Data()
    while let piece = readPiece() { all += piece }
    return all
  }

  func waitUntilClosed() { while readPiece() != nil {} }

  func write(_ data: Data) {
    data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let start = bytes.baseAddress.map { $0 + offset }
        let count = send(descriptor, start, bytes.count - offset, noSignal)
        guard count > 0 else { return }
        offset += count
      }
    }
  }

  /// Lets the other end see an error instead of an end.
  func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  private func readPiece() -> Data? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 ? Data(buffer.prefix(count)) : nil
  }
}
