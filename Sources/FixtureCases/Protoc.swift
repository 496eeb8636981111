import Foundation

/// An installed protobuf compiler.
struct Protoc {
  private let command: [String]

  /// Creates the compiler at `PROTOC_PATH` or, if that isn't set, the `protoc` on the PATH.
  init() {
    let path = ProcessInfo.processInfo.environment["PROTOC_PATH"]
    self.init(command: path.map { [$0] } ?? ["/usr/bin/env", "protoc"])
  }

  private init(command: [String]) {
    self.command = command
  }

  /// Creates a compiler that can read all of `protos`. Debian's compiler doesn't know editions, but
  /// that of grpcio-tools does.
  ///
  /// - Throws: ``ProtocFailure/needsPython`` if such a compiler is needed and missing.
  init(reading protos: [URL]) throws {
    let usesEditions = try protos.contains { proto in
      try String(contentsOf: proto, encoding: .utf8).contains(/(?m)^edition\b/)
    }
    guard usesEditions else {
      self.init()
      return
    }
    guard let python = ProcessInfo.processInfo.environment["TRAINING_PYTHON"] else {
      throw ProtocFailure.needsPython
    }
    self.init(command: [python, "-m", "grpc_tools.protoc"])
  }

  func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = command.dropFirst() + arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ProtocFailure.refused(status: process.terminationStatus)
    }
  }
}

/// Protos that could not be compiled.
enum ProtocFailure: Error, CustomStringConvertible {
  /// `protoc` did not accept the protos. It has written the reason to standard error.
  case refused(status: Int32)

  /// The protos use an edition, but `TRAINING_PYTHON` names no Python whose compiler knows
  /// editions.
  case needsPython

  var description: String {
    switch self {
    case .refused(let status): "protoc refused the protos with status \(status)"
    case .needsPython:
      "protos that use an edition need a newer protoc: set TRAINING_PYTHON to a Python that has "
        + "grpcio-tools, or run Scripts/test"
    }
  }
}
