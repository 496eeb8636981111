import Foundation

/// A process of the sample server, on ports that the system chooses.
final class ServerProcess: Sendable {
  let processID: Int32

  private let listening = Promise<Endpoints?>()
  private let ending = Promise<Ending>()
  private let isKilled = Latch()
  private let log: URL

  /// How a process ended.
  struct Ending: Sendable {
    /// Whether it was killed by ``ServerProcess/kill()``.
    let wasKilled: Bool

    /// A description of how the process ended.
    let description: String
  }

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - folder: the folder for the server's models and log.
  ///   - arguments: additional options.
  init(in folder: URL, _ arguments: [String] = []) throws {
    log = folder.appendingPathComponent("log")
    let process = try Self.process(in: folder, log: log, arguments)
    let output = Pipe()
    process.standardOutput = output
    process.terminationHandler = { [listening, ending, isKilled] process in
      let isSignal = process.terminationReason == .uncaughtSignal
      let status = process.terminationStatus
      let wasKilled = isSignal && status == SIGKILL && isKilled.isSet
      listening.keep(nil)
      ending.keep(
        Ending(
          wasKilled: wasKilled, description: isSignal ? "signal \(status)" : "status \(status)"))
    }
    try process.run()
    processID = process.processIdentifier
    RunningServers.add(processID)
    let handle = output.fileHandleForReading
    Thread.detachNewThread { [listening] in
      let line = String(decoding: handle.availableData, as: UTF8.self)
      listening.keep(Endpoints(line))
    }
    Task { [listening] in
      try? await Task.sleep(for: Self.patience)
      listening.keep(nil)
    }
  }

  /// How long a server may take to listen.
  private static let patience = Duration.seconds(60)

  /// The server's endpoints, as soon as it listens; `nil` if it ended before or takes too long.
  var endpoints: Endpoints? {
    get async { await listening.value }
  }

  /// How the server ended, as soon as it has.
  var end: Ending {
    get async {
      let end = await ending.value
      RunningServers.remove(processID)
      return end
    }
  }

  /// How the server ended, if it has.
  var currentEnd: Ending? { ending.current }

  /// Kills the server without warning, like a power failure, and waits until it is dead.
  @discardableResult
  func kill() async -> Ending {
    isKilled.set()
    if ending.current == nil { Foundation.kill(processID, SIGKILL) }
    return await end
  }

  /// The last lines of the server's log or, if there was a fatal error, the lines from that error
  /// on.
  var logTail: String {
    let end = (try? Data(contentsOf: log))?.suffix(100_000) ?? Data()
    let lines = String(decoding: end, as: UTF8.self).split(separator: "\n")
    let death = lines.lastIndex { $0.contains("Fatal error") }
    return (death.map { lines[$0...].prefix(3) } ?? lines.suffix(12)).joined(separator: "\n    ")
  }

  /// Creates a process with the usual limit for open files.
  private static func process(in folder: URL, log: URL, _ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let options = [
      "--port", "0", "--maintenance-port", "0", "--data-directory",
      folder.appendingPathComponent("data").path, "--allow-private-links",
    ]
    process.arguments =
      ["-c", "ulimit -S -n 1024; exec \"$0\" \"$@\"", try program.path] + options + arguments
    if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
    let handle = try FileHandle(forWritingTo: log)
    try handle.seekToEnd()
    process.standardError = handle
    // Looking up symbols in a debug build takes longer than a restart.
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
      .merging(ProcessInfo.processInfo.environment) { $1 }
    return process
  }

  /// The server in the folder of this program.
  private static var program: URL {
    get throws {
      let folder = Bundle.main.executableURL?.deletingLastPathComponent()
      guard let program = folder?.appendingPathComponent("sample-server"),
        FileManager.default.isExecutableFile(atPath: program.path)
      else { throw ServerMissing() }
      return program
    }
  }
}

/// The sample server has not been built.
struct ServerMissing: Error, CustomStringConvertible {
  let description = "sample-server isn't beside torture: build it with swift build"
}
