import Foundation
import Synchronization

/// The server that receives hostile requests. If it dies, it is started again with a new folder, up
/// to five times.
final class TrapTarget: Sendable {
  private let folder: URL
  private let state = Mutex(State())

  /// A description of a request. It is only created if the server dies during the request.
  typealias Description = @Sendable () -> String

  private struct State {
    var server: ServerProcess?
    var endpoints = Promise<Endpoints?>()
    var starts = 0
    var isStopped = false
    var crashes: [String] = []
    var open: [Int: (kind: String, description: Description)] = [:]
    var suspects: [Description] = []
    var made: [String: Int] = [:]
    var unanswered: [String: Int] = [:]
    var reached: [String: Int] = [:]
    var next = 0
  }

  /// How long a request may take.
  let patience: Duration

  init(in folder: URL, patience: Duration) {
    self.folder = folder
    self.patience = patience
  }

  /// The server's endpoints, as soon as it listens; `nil` if it died too often.
  var endpoints: Endpoints? {
    get async { await state.withLock(\.endpoints).value }
  }

  /// Descriptions of the server's deaths and of the requests at that time.
  var crashes: [String] { state.withLock(\.crashes) }

  /// How many requests were made.
  var made: Int { state.withLock { $0.made.values.reduce(0, +) } }

  /// How many requests of each kind were made, and how many of them got neither a response nor a
  /// refusal.
  var answers: [(kind: String, made: Int, unanswered: Int)] {
    state.withLock { state in
      state.made.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value, state.unanswered[$0.key, default: 0]) }
    }
  }

  /// Counts models that hostile requests have changed.
  ///
  /// - Parameter what: the kind of work.
  func reach(_ what: String, _ count: Int) {
    state.withLock { $0.reached[what, default: 0] += count }
  }

  /// How many models hostile requests have changed, by the kind of work.
  var reached: [String: Int] { state.withLock(\.reached) }

  /// How many requests of each kind were made, as text.
  var summary: String {
    state.withLock { state in
      state.made.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
  }

  /// Starts the server, and restarts it if it dies.
  func start() async throws {
    let number = state.withLock { state in
      state.starts += 1
      return state.starts
    }
    let place = folder.appendingPathComponent("\(number)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let server = try ServerProcess(in: place, ["--log-level", "error"])
    guard let endpoints = await server.endpoints else {
      throw ServerFailure(description: "the server did not start:\n    \(server.logTail)")
    }
    state.withLock { state in
      state.server = server
      state.endpoints.keep(endpoints)
    }
    Task { await watch(server) }
  }

  func stop() async {
    let server = state.withLock { state in
      state.isStopped = true
      return state.server
    }
    await server?.kill()
  }

  /// Records that a request is about to be made.
  ///
  /// - Parameters:
  ///   - kind: the kind of request, for the report.
  ///   - description: describes the request.
  /// - Returns: a number for ``end(_:isAnswered:)``.
  func begin(_ kind: String, _ description: @escaping Description) -> Int {
    state.withLock { state in
      state.next += 1
      state.made[kind, default: 0] += 1
      state.open[state.next] = (kind, description)
      return state.next
    }
  }

  /// Records that a request has ended.
  func end(_ number: Int, isAnswered: Bool) {
    state.withLock { state in
      let request = state.open.removeValue(forKey: number)
      guard !isAnswered, let request else { return }
      state.unanswered[request.kind, default: 0] += 1
      state.suspects = state.suspects.suffix(15) + [request.description]
    }
  }

  /// Makes a request. Its result doesn't matter as long as the server survives.
  ///
  /// - Returns: whether to go on.
  func make(
    _ kind: String, _ description: @escaping Description,
    _ request: (Endpoints) async throws -> Void
  ) async -> Bool {
    guard let endpoints = await endpoints else { return false }
    let number = begin(kind, description)
    end(number, isAnswered: await Self.isAnswered { try await request(endpoints) })
    return true
  }

  private static func isAnswered(_ request: () async throws -> Void) async -> Bool {
    do {
      try await request()
      return true
    } catch RawCallFailure.refused {
      return true
    } catch {
      if case .refused = Answer(error) { return true }
      return false
    }
  }

  private func watch(_ server: ServerProcess) async {
    let end = await server.end
    let mayGoOn = state.withLock { state in
      guard !state.isStopped else { return false }
      let suspects = (state.open.values.map(\.description) + state.suspects).map {
        $0().prefix(200)
      }.sorted(
        by: >)
      state.suspects = []
      state.crashes.append(
        "death \(state.crashes.count + 1) (\(end.description)):\n    \(server.logTail)\n"
          + "    requests at that time:\n      "
          + suspects.prefix(20).joined(separator: "\n      "))
      state.endpoints = Promise()
      return state.crashes.count < 5
    }
    do {
      if mayGoOn { return try await start() }
    } catch {
      state.withLock { $0.crashes.append("\(error)") }
    }
    state.withLock(\.endpoints).keep(nil)
  }
}
