import Foundation

/// Repeatedly starts and kills the server.
struct Killer {
  let folder: URL
  let lives: Lives
  let ledger: Ledger
  let trigger: EventTrigger
  let longest: Duration
  let uploadIdleSeconds: Int

  /// How often the server was killed, by the name of the plan.
  private(set) var counts: [String: Int] = [:]

  private var lastLife = 0

  /// The end of the log for each time the server ended by itself.
  private(set) var ownEnds: [String] = []

  init(
    folder: URL, lives: Lives, ledger: Ledger, trigger: EventTrigger, longest: Duration,
    uploadIdleSeconds: Int
  ) {
    self.folder = folder
    self.lives = lives
    self.ledger = ledger
    self.trigger = trigger
    self.longest = longest
    self.uploadIdleSeconds = uploadIdleSeconds
  }

  /// Starts a server and kills it.
  mutating func kill(_ plan: KillPlan) async throws {
    let server = try start()
    switch plan {
    case .startUp(let time):
      try await Task.sleep(for: time)
    case .running(let time):
      await begin(server)
      try await Task.sleep(for: time)
    case .aimed(let target, let time):
      await begin(server)
      await trigger.wait(for: target, atMost: longest)
      try await Task.sleep(for: time)
    }
    await end(server)
    counts[plan.name, default: 0] += 1
  }

  /// Starts the last server, which runs until ``end(_:)``.
  mutating func startLast() async throws -> ServerProcess {
    let server = try start()
    await begin(server)
    if await server.endpoints == nil { lives.close() }
    return server
  }

  /// Kills a server, unless it ended by itself.
  mutating func end(_ server: ServerProcess) async {
    lives.end()
    ledger.killing(lastLife)
    let end = await server.kill()
    if !end.wasKilled {
      ownEnds.append("life \(lastLife): \(end.description)\n    \(server.logTail)")
    }
    ledger.died(lastLife)
  }

  private mutating func start() throws -> ServerProcess {
    lastLife += 1
    return try ServerProcess(in: folder, ["--upload-idle-seconds", "\(uploadIdleSeconds)"])
  }

  private mutating func begin(_ server: ServerProcess) async {
    if let endpoints = await server.endpoints {
      lives.begin(lastLife, endpoints)
    } else if server.currentEnd == nil {
      ownEnds.append("life \(lastLife): it does not listen\n    \(server.logTail)")
    }
  }
}
