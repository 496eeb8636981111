import Foundation
import Synchronization
import TestSupport

/// A connection to the loopback address on which a test sends arbitrary bytes and reads only when
/// it wants to.
final class RawConnection: Sendable {
  private let descriptor: Int32
  private let received = Mutex([UInt8]())

  /// Connects and sends `bytes`, which begin HTTP/2 by default.
  init(port: Int, saying opening: Data = RawFrame.preface) throws {
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
    send(opening)
  }

  deinit {
    close(descriptor)
  }

  /// Sends bytes. A broken connection is noticed later.
  func send(_ data: Data) {
    guard !data.isEmpty else { return }
    _ = data.withUnsafeBytes {
      #if canImport(Glibc)
        Glibc.send(descriptor, $0.baseAddress, $0.count, noSignal)
      #else
        Darwin.send(descriptor, $0.baseAddress, $0.count, noSignal)
      #endif
    }
  }

  /// Whether the server has sent anything, as it does when it accepts a connection.
  var hasAnswer: Bool { !frames.isEmpty }

  /// Whether the server has closed the connection.
  var isClosed: Bool { read() }

  /// The complete frames that the server has sent so far.
  var frames: [RawFrame] {
    _ = read()
    return received.withLock { RawFrame.frames(in: $0) }
  }

  /// Blocks this thread until the server sends something or closes the connection, or until the
  /// time is over.
  func wait(milliseconds: Int32) {
    var descriptor = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&descriptor, 1, milliseconds)
  }

  /// Reads the bytes that have arrived.
  ///
  /// - Returns: whether the server has closed the connection.
  private func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return count == 0 || errno == ECONNRESET }
      received.withLock { $0.append(contentsOf: buffer[..<count]) }
    }
  }
}
