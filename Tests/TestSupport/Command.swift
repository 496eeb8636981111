public import Foundation

/// A program to run, and what came of it.
public struct Command: Sendable {
  /// The program: a path, or a name to look for on the PATH.
  public var program: String

  public var arguments: [String]

  /// What differs from this process's environment.
  public var environment: [String: String]

  /// Where to run it; where this process runs if `nil`.
  public var directory: URL?

  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    in directory: URL? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
  }

  /// Runs the program to its end, off the cooperative pool.
  ///
  /// - Parameter input: its standard input.
  public func run(input: Data = Data()) async throws -> CommandOutcome {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try runBlocking(input: input) })
      }
    }
  }

  /// A process of the program, not started.
  public func process() -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.contains("/") ? program : "/usr/bin/env")
    process.arguments = (program.contains("/") ? [] : [program]) + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = directory
    return process
  }

  /// Files instead of pipes: a pipe that nobody reads stops who writes.
  private func runBlocking(input: Data) throws -> CommandOutcome {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["input", "output", "errors"].map { folder.appendingPathComponent($0) }
    try input.write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = process()
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return CommandOutcome(
      status: process.terminationStatus, output: try Data(contentsOf: files[1]),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}

/// What a program left behind.
public struct CommandOutcome: Sendable {
  public let status: Int32
  public let output: Data
  public let errors: String

  /// The standard output as text.
  public var text: String { String(decoding: output, as: UTF8.self) }
}
