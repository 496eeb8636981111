public import Foundation

/// A program to run, with its arguments.
public struct Command: Sendable {
  /// The program: a path, or a name to find on the PATH.
  public var program: String

  public var arguments: [String]

  /// Changes to this process's environment.
  public var environment: [String: String]

  /// The working directory; that of this process if `nil`.
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

  /// Creates a process of the program without starting it.
  public func process() -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.contains("/") ? program : "/usr/bin/env")
    process.arguments = (program.contains("/") ? [] : [program]) + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = directory
    return process
  }

  /// Runs the program with files instead of pipes: a full pipe that nobody reads would block the
  /// program.
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

/// The result of a program.
public struct CommandOutcome: Sendable {
  public let status: Int32
  public let output: Data
  public let errors: String

  /// The standard output as text.
  public var text: String { String(decoding: output, as: UTF8.self) }
}
