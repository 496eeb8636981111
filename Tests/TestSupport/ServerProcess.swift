public import Foundation

/// A server program that a test starts. It ends with the test's process at the latest.
public final class ServerProcess: Sendable {
  /// The server's process.
  public let processID: pid_t

  private let shell: Process
  private let lifeline: Pipe

  /// Starts a program.
  ///
  /// A shell watches over it: when the pipe to the shell's standard input is closed, which happens when
  /// this process ends in whatever way, the shell ends the server.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - log: the file for its output.
  public init(_ program: String, _ arguments: [String], log: URL) throws {
    let script = """
      log=$1; shift
      "$@" </dev/null >>"$log" 2>&1 &
      echo $!
      exec >/dev/null
      while read -r _; do :; done
      kill -9 $!
      """
    shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script, "sh", log.path, program] + arguments
    lifeline = Pipe()
    let output = Pipe()
    shell.standardInput = lifeline
    shell.standardOutput = output
    try shell.run()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([0x0A]) {
      if byte.isEmpty { break }
      line += byte
    }
    guard let number = pid_t(String(decoding: line, as: UTF8.self)) else {
      throw CocoaError(.executableLoad)
    }
    processID = number
  }

  deinit {
    end()
  }

  /// Sends the server a signal.
  public func signal(_ number: Int32) { kill(processID, number) }

  /// Ends the server at once, and waits until it is gone. Can be called more than once.
  public func end() {
    try? lifeline.fileHandleForWriting.close()
    shell.waitUntilExit()
  }
}
