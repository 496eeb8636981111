#if os(Linux)
  import Foundation
  import Glibc
  import Testing

  @testable import TrainingProvider

  /// Many connections at the same time.
  @Suite struct BurstTests {
    /// If the system dropped an attempt to connect, the client would repeat it only after a second.
    @Test func connectionsOfABurstWaitTheirTurn() async throws {
      try await ServerUnderTest.run(TransportLimits(maxConnections: 1000)) { test in
        let before = try Self.overflows()
        let sockets = (0..<600).map { _ in Self.connect(to: test.port) }
        defer { for socket in sockets { close(socket) } }
        try await eventually("connections are not taken") {
          test.connections.count == sockets.count
        }
        #expect(try Self.overflows() == before)
      }
    }

    /// Begins to connect, and doesn't wait for the end of it.
    private static func connect(to port: Int) -> Int32 {
      let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
      let descriptor = socket(AF_INET, type, 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          _ = Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      return descriptor
    }

    /// How often a queue of connections overflowed since the system started.
    private static func overflows() throws -> Int {
      let text = try String(contentsOfFile: "/proc/net/netstat", encoding: .utf8)
      let lines = text.split(separator: "\n").filter { $0.hasPrefix("TcpExt:") }
        .map { $0.split(separator: " ") }
      let index = try #require(lines.first?.firstIndex(of: "ListenOverflows"))
      let values = try #require(lines.last)
      return try #require(Int(values[index]))
    }
  }
#endif
