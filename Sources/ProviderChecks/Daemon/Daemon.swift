import ProtoWire
import Synchronization
import TrainingProtos

/// Makes the daemon's calls to a provider for one check: each on its own connection, without
/// metadata, with the daemon's deadlines.
final class Daemon: Sendable {
  let subject: Subject
  let links: LinkServer

  private let traces = Mutex(Traces())

  /// What has to be cleared away after the check.
  private struct Traces {
    var models: [String] = []
    var calls: [DaemonCall] = []
  }

  init(_ subject: Subject, _ links: LinkServer) {
    self.subject = subject
    self.links = links
  }

  /// Begins a call of `training.Model`.
  func begin(_ method: String, on endpoint: Endpoint? = nil) async throws -> DaemonCall {
    try await begin(path: "/training.Model/\(method)", on: endpoint ?? subject.maintenance)
  }

  /// Begins any call. Its connection is closed at the end of the check at the latest.
  func begin(path: String, on endpoint: Endpoint) async throws -> DaemonCall {
    let call = try await DaemonCall.begin(path, on: endpoint)
    traces.withLock { $0.calls.append(call) }
    return call
  }

  /// Makes a call with one message.
  ///
  /// - Parameters:
  ///   - method: the method's name in `training.Model`.
  ///   - request: the message.
  ///   - endpoint: where to call; the provider's `training.Model` if `nil`.
  ///   - isLeaked: whether the connection stays open, as those of the daemon's status worker do.
  func call<Response: WireMessage>(
    _ method: String, _ request: some WireMessage, as: Response.Type, on endpoint: Endpoint? = nil,
    isLeaked: Bool = false
  ) async throws -> Answer<Response> {
    let call = try await begin(method, on: endpoint)
    defer { if !isLeaked { call.close() } }
    await call.send(try request.serializedBytes(), within: deadline(of: method))
    call.end()
    return try await answer(to: method, call, within: deadline(of: method))
  }

  /// Waits for the answer to a call.
  ///
  /// - Throws: ``CheckStop`` if it doesn't come, or can't be read.
  func answer<Response: WireMessage>(
    to method: String, _ call: DaemonCall, within time: Duration
  ) async throws -> Answer<Response> {
    let reply: Reply
    do {
      reply = try await call.answer(within: time)
    } catch {
      throw CheckStop.failed("\(method): \(error)")
    }
    guard reply.status == .ok else {
      return Answer(
        call: method, result: .failure(.init(status: reply.status, message: reply.message)))
    }
    guard let body = reply.body else {
      throw CheckStop.failed("\(method) ended with OK, but without a message")
    }
    guard let response = try? Response(serializedBytes: body) else {
      throw CheckStop.failed("\(method) answered bytes that aren't a message of its type")
    }
    return Answer(call: method, result: .success(response))
  }

  /// Remembers a model, to delete it after the check.
  func remember(_ id: String) {
    traces.withLock { $0.models.append(id) }
  }

  /// Closes all connections, and deletes the models of the check as far as the provider lets it.
  func clearAway() async {
    close()
    for id in traces.withLock(\.models) {
      guard (try? await delete(id)) != nil else { break }
    }
    close()
  }

  /// Whether a connection is open that this program hasn't closed.
  var hasOpenConnections: Bool {
    traces.withLock { $0.calls.contains(where: \.isOpen) }
  }

  /// Closes all connections, which ends whatever waits for them.
  func close() {
    for call in traces.withLock(\.calls) { call.close() }
  }

  /// The daemon's deadline of 20 s, or how long a person waits.
  private func deadline(of method: String) -> Duration {
    method == "get_model_status" ? min(.seconds(20), subject.callTime) : subject.callTime
  }
}
