import Foundation

/// The sample server as a process of its own, on ports that the system picks.
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

    /// How it ended, for people.
    let description: String
  }

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - folder: where it keeps its models and its log.
  ///   - arguments: further options.
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

  /// Where the server listens, as soon as it does; `nil` if it ended before, or takes too long.
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

  /// Kills the server as the power does, and waits until it is gone.
  @discardableResult
  func kill() async -> Ending {
    isKilled.set()
    if ending.current == nil { Foundation.kill(processID, SIGKILL) }
    return await end
  }

  /// What the server said last: from where it says that it dies, if it says so.
  var logTail: String {
    let end = (try? Data(contentsOf: log))?.suffix(100_000) ?? Data()
    let lines = String(decoding: end, as: UTF8.self).split(separator: "\n")
    let death = lines.lastIndex { $0.contains("Fatal error") }
    return (death.map { lines[$0...].prefix(3) } ?? lines.suffix(12)).joined(separator: "\n    ")
  }

  /// A process with the limit on open files that a shell or a service manager gives.
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
    // Symbols of a debug build take longer than a restart.
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
      .merging(ProcessInfo.processInfo.environment) { $1 }
    return process
  }

  /// The server that was built beside this program.
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
