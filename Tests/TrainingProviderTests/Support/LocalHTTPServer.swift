import Foundation
import Synchronization

/// A web server on loopback that answers each path with fixed bytes and closes the connection.
final class LocalHTTPServer: Sendable {
  let port: UInt16
  private let listener: Int32
  private let answers: [String: Data]
  private let isStopped = Mutex(false)
  private let closed = DispatchSemaphore(value: 0)

  /// - Parameter answers: whole responses by path.
  /// - Throws: an error if no port is free.
  init(_ answers: [String: Data]) throws {
    self.answers = answers
    #if canImport(Glibc)
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard bound else { throw CocoaError(.fileReadUnknown) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in serve() }
  }

  /// Closes the port. The thread that uses the listener closes it, as another server gets its
  /// number as soon as it is closed.
  func stop() {
    isStopped.withLock { $0 = true }
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
    while case let connection = accept(listener, nil, nil), connection >= 0 {
      defer { close(connection) }
      guard !isStopped.withLock({ $0 }) else { break }
      answer(connection)
    }
    close(listener)
    closed.signal()
  }

  private func answer(_ connection: Int32) {
    var request = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while request.range(of: Data("\r\n\r\n".utf8)) == nil {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return }
      request += buffer.prefix(count)
    }
    let path = String(decoding: request, as: UTF8.self).split(separator: " ").dropFirst().first
    let missing = Data("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".utf8)
    let response = answers[String(path ?? "")] ?? missing
    response.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = send(
          connection, bytes.baseAddress.map { $0 + offset }, bytes.count - offset,
          noSignal)
        guard count > 0 else { return }
        offset += count
      }
    }
  }
}
