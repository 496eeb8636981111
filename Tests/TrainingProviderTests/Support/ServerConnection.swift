import Foundation
import TestSupport

/// The server's end of a connection. Blocks the thread that uses it.
final class ServerConnection: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Reads the head of a request; `nil` if the client closes the connection or speaks TLS.
  func request() -> String? {
    var request = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while request.range(of: Data("\r\n\r\n".utf8)) == nil {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0, request.first ?? buffer[0] != 0x16 else { return nil }
      request += buffer.prefix(count)
    }
    return String(decoding: request, as: UTF8.self)
  }

  /// Sends bytes.
  ///
  /// - Returns: whether all bytes were sent and the client is still connected.
  @discardableResult
  func send(_ data: Data) -> Bool {
    data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let start = bytes.baseAddress.map { $0 + offset }
        let count = Foundation.send(descriptor, start, bytes.count - offset, noSignal)
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Data(text.utf8)) }

  /// Sends the text repeatedly until the client disconnects.
  func drip(_ text: String, every seconds: Double) {
    while send(text) { Thread.sleep(forTimeInterval: seconds) }
  }

  /// Sends nothing until the client closes the connection.
  func waitUntilClosed() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }

  /// Ends all reading and sending, on any thread.
  func shutDown() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}
