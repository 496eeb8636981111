import Foundation
import Synchronization

/// A connection to loopback that is looked at without waiting.
final class RawConnection: Sendable {
  private let descriptor: Int32
  private let received = Mutex(0)

  init(port: Int) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let descriptor = descriptor
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw CocoaError(.fileReadUnknown) }
    sendPreface()
  }

  deinit {
    close(descriptor)
  }

  /// Sends what an HTTP/2 client sends first; a broken connection shows itself later.
  private func sendPreface() {
    let preface = Data("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + Data([0, 0, 0, 4, 0, 0, 0, 0, 0])
    _ = preface.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, noSignal) }
  }

  /// Whether the server has sent anything, as a server does that takes a connection.
  var hasAnswer: Bool {
    _ = poll()
    return received.withLock { $0 } > 0
  }

  /// Whether the server has closed the connection.
  var isClosed: Bool { poll() }

  private func poll() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    if count > 0 { received.withLock { $0 += count } }
    return count == 0 || (count < 0 && errno == ECONNRESET)
  }
}
