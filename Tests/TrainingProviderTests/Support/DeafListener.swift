import Foundation
import TestSupport

/// A port on the loopback address where connections never open, because its queue is full.
final class DeafListener: Sendable {
  let port: UInt16
  private let descriptors: [Int32]

  /// How many connections of this machine are trying to open, without those that fill the queue.
  private let ownAttempts: Int

  init() throws {
    let listener = try Loopback.listen(backlog: 0)
    port = listener.port
    var descriptors = [listener.descriptor]
    while descriptors.count < 64 {
      let descriptor = Loopback.makeSocket()
      descriptors.append(descriptor)
      guard Self.opens(descriptor, to: listener.port) else { break }
    }
    self.descriptors = descriptors
    ownAttempts = Self.attempts(to: listener.port)
  }

  /// Whether somebody is trying to connect. Always `false` on systems that don't report it.
  var hasAttempts: Bool { Self.attempts(to: port) > ownAttempts }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }

  /// Linux's table of connections contains the port in hexadecimal, and 02 for connections that are
  /// being opened.
  private static func attempts(to port: UInt16) -> Int {
    let file = FileHandle(forReadingAtPath: "/proc/net/tcp")
    let table = (try? file?.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
    let number = String(port, radix: 16, uppercase: true)
    let remote = ":" + String(repeating: "0", count: 4 - number.count) + number + " 02 "
    return table?.components(separatedBy: remote).dropFirst().count ?? 0
  }

  private static func opens(_ descriptor: Int32, to port: UInt16) -> Bool {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var address = Loopback.address(port: port)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return Foundation.poll(&poll, 1, 300) > 0
  }
}
