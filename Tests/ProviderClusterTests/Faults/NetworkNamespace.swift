import Foundation
import TestSupport

/// A network of its own for a process, with a cable to this machine that can be cut.
struct NetworkNamespace {
  let name: String

  /// The address of this machine in that network.
  let host: String

  private let cable: String

  /// Whether this process may make one.
  static let isAvailable: Bool = {
    guard geteuid() == 0 else { return false }
    let name = "try\(getpid())"
    defer { _ = try? ip("netns", "del", name) }
    do {
      try ip("netns", "add", name)
      try ip("link", "add", "\(name)a", "type", "veth", "peer", "name", "\(name)b", "netns", name)
      return true
    } catch {
      return false
    }
  }()

  /// Makes a network, and removes it when `body` returns.
  static func with<T>(_ body: (NetworkNamespace) async throws -> T) async throws -> T {
    let number = UInt16(truncatingIfNeeded: getpid()) & 0x3FFF
    let network = NetworkNamespace(
      name: "node\(number)", host: address(number, 1), cable: "cable\(number)")
    try ip("netns", "add", network.name)
    // The cable goes with the network.
    defer { _ = try? ip("netns", "del", network.name) }
    let inside = "inside\(number)"
    try ip(
      "link", "add", network.cable, "type", "veth", "peer", "name", inside, "netns", network.name)
    try ip("addr", "add", "\(network.host)/30", "dev", network.cable)
    try ip("link", "set", network.cable, "up")
    try network.run("addr", "add", "\(address(number, 2))/30", "dev", inside)
    try network.run("link", "set", inside, "up")
    try network.run("link", "set", "lo", "up")
    return try await body(network)
  }

  /// What runs a program in the network, in the same process.
  var wrapper: [String] { ["/usr/sbin/ip", "netns", "exec", name] }

  func cut() throws { try Self.ip("link", "set", cable, "down") }

  func repair() throws { try Self.ip("link", "set", cable, "up") }

  private func run(_ arguments: String...) throws { try Self.ip(["-n", name] + arguments) }

  /// An address from the networks for tests of RFC 2544, of which each cable has four.
  private static func address(_ number: UInt16, _ end: UInt16) -> String {
    let last = number % 64 * 4 + end
    return "198.18.\(number / 64).\(last)"
  }

  private static func ip(_ arguments: String...) throws { try ip(arguments) }

  private static func ip(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/sbin/ip")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(arguments: arguments) }
  }

  struct Failure: Error {
    let arguments: [String]
  }
}
