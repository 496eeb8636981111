import Foundation
import Synchronization
import TestSupport

/// A server on the loopback address that runs a script for each connection, on a separate thread.
final class LocalHTTPServer: Sendable {
  typealias Script = @Sendable (ServerConnection) -> Void

  private struct State {
    var open: [ObjectIdentifier: ServerConnection] = [:]
    var accepted = 0
    var isStopped = false
  }

  let port: UInt16
  private let listener: Int32
  private let script: Script
  private let state = Mutex(State())
  private let closed = DispatchSemaphore(value: 0)

  /// - Parameter script: handles a connection, which is closed when the script returns.
  /// - Throws: an error if no port is free.
  init(script: @escaping Script) throws {
    self.script = script
    (listener, port) = try Loopback.listen(backlog: 64)
    Thread.detachNewThread { [self] in serve() }
  }

  /// - Parameter answers: complete responses by path.
  convenience init(_ answers: [String: Data]) throws {
    try self.init { connection in
      guard let request = connection.request() else { return }
      let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      let missing = Data("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".utf8)
      connection.send(answers[path] ?? missing)
    }
  }

  /// How many connections there were.
  var accepted: Int { state.withLock { $0.accepted } }

  /// How many connections are open.
  var open: Int { state.withLock { $0.open.count } }

  /// Closes the port and all connections. The listener is closed by the thread that uses it,
  /// because its number can be reused as soon as it is closed.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      for connection in state.open.values { connection.shutDown() }
    }
    _ = try? RawConnection(port: Int(port))
    closed.wait()
  }

  /// A response with a body and the right length.
  static func ok(_ body: Data) -> Data {
    Data("HTTP/1.1 200 OK\r\ncontent-length: \(body.count)\r\nconnection: close\r\n\r\n".utf8)
      + body
  }

  static func redirect(_ location: String) -> Data {
    Data(
      "HTTP/1.1 302 Found\r\nlocation: \(location)\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        .utf8)
  }

  private func serve() {
    while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
      let connection = ServerConnection(descriptor)
      let goesOn = state.withLock { state in
        guard !state.isStopped else { return false }
        state.accepted += 1
        state.open[ObjectIdentifier(connection)] = connection
        return true
      }
      guard goesOn else { break }
      Thread.detachNewThread { [self] in
        script(connection)
        _ = state.withLock { $0.open.removeValue(forKey: ObjectIdentifier(connection)) }
      }
    }
    close(listener)
    closed.signal()
  }
}
