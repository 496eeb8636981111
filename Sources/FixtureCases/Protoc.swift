import Foundation

/// The installed protobuf compiler.
struct Protoc {
  /// The program in `PROTOC_PATH` or, if that isn't set, `protoc` on the PATH.
  private var command: [String] {
    guard let path = ProcessInfo.processInfo.environment["PROTOC_PATH"] else {
      return ["/usr/bin/env", "protoc"]
    }
    return [path]
  }

  func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = command.dropFirst() + arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ProtocFailure(status: process.terminationStatus)
    }
  }
}

/// `protoc` did not accept the protos. It has written the reason to standard error.
struct ProtocFailure: Error {
  let status: Int32
}
