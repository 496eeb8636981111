import GRPCCore
import SwiftProtobuf
import Synchronization

/// A client of an etcd cluster, version 3.3 or newer.
///
/// ```swift
/// let client = try EtcdClient(
///   EtcdConfiguration(endpoints: [EtcdEndpoint(host: "10.0.0.1"), EtcdEndpoint(host: "10.0.0.2")]))
/// try await client.put("greeting", Data("hello".utf8))
/// ```
///
/// The client asks one member, and stays with it for as long as it answers. If it doesn't, the next one
/// is asked. Calls that only read, and changes that may be made twice, are repeated until
/// ``EtcdConfiguration/timeout`` has passed. Other changes fail with
/// ``EtcdError/mayHaveHappened`` instead.
///
/// Reads return the latest state that a majority has agreed on. A client can be used by many tasks at
/// once. It closes its connections when it is deallocated.
public final class EtcdClient: Sendable {
  /// How the cluster is reached.
  public let configuration: EtcdConfiguration

  private let members: [Member]
  private let preferred = Atomic(0)
  private let tokens = Tokens()

  /// Creates a client. Connections are opened when they are needed.
  ///
  /// - Throws: ``EtcdError`` with ``EtcdError/Code/invalidConfiguration`` if there is no endpoint, or if a
  ///   certificate can't be read.
  public init(_ configuration: EtcdConfiguration) throws {
    guard !configuration.endpoints.isEmpty else {
      throw EtcdError(
        .invalidConfiguration, "no member of the etcd cluster is named: name at least one HOST:PORT"
      )
    }
    do {
      members = try configuration.endpoints.map { try Member($0, configuration) }
    } catch {
      throw EtcdError(
        .invalidConfiguration,
        "the connection to etcd cannot be set up: check the paths of the certificates and the key",
        cause: error)
    }
    self.configuration = configuration
  }

  deinit {
    close()
  }

  /// Closes the connections. Calls fail from now on.
  public func close() {
    for member in members { member.close() }
  }
}

extension EtcdClient {
  /// One attempt of a call.
  typealias Attempt<T> = @Sendable (Member, Metadata, CallOptions) async throws -> T

  /// Makes a call, and repeats it with other members if that is safe.
  ///
  /// - Parameters:
  ///   - isRepeatable: whether the call may be carried out twice.
  ///   - attempt: makes the call.
  /// - Throws: ``EtcdError``; `CancellationError`.
  func call<T: Sendable>(isRepeatable: Bool, _ attempt: Attempt<T>) async throws -> T {
    let end = ContinuousClock.now + configuration.timeout
    var pause = Pause(members: members.count)
    var wasTokenStale = false
    while true {
      let index = preferred.load(ordering: .relaxed)
      var token: Tokens.Token?
      do {
        token = try await self.token()
        return try await attempt(members[index], metadata(token), options(until: end))
      } catch {
        try Task.checkCancellation()
        if let error = error as? EtcdError { throw error }
        switch Failure(error) {
        case .final(let error): throw error
        case .staleToken:
          guard configuration.credentials != nil, !wasTokenStale else {
            throw Self.needsUser(error)
          }
          wasTokenStale = true
          if let token { tokens.forget(token) }
        case .refusedForNow:
          break
        case .temporary:
          leave(index)
          guard isRepeatable else { throw unavailable(error, mayHaveHappened: true) }
        }
        guard await pause.wait(until: end) else {
          try Task.checkCancellation()
          throw unavailable(error, mayHaveHappened: isRepeatable)
        }
      }
    }
  }

  /// Runs a call that lasts until it fails or its task is cancelled.
  ///
  /// - Throws: what etcd or `body` throws.
  func stream<T: Sendable>(
    _ body: @Sendable (Member, Metadata) async throws -> T
  ) async throws -> T {
    let index = preferred.load(ordering: .relaxed)
    let token = try await token()
    do {
      return try await body(members[index], metadata(token))
    } catch let error as RPCError {
      switch Failure(error) {
      case .staleToken: if let token { tokens.forget(token) }
      case .temporary: leave(index)
      default: break
      }
      throw error
    }
  }

  /// Prefers another member than one that failed, unless that has happened already.
  private func leave(_ index: Int) {
    _ = preferred.compareExchange(
      expected: index, desired: (index + 1) % members.count, ordering: .relaxed)
  }

  private func options(until end: ContinuousClock.Instant) -> CallOptions {
    var options = CallOptions.defaults
    options.timeout = max(
      min(configuration.attemptTimeout, end - .now), .milliseconds(1))
    // What the store contains is up to 1.5 MiB for each key, and a page has several.
    options.maxResponseMessageBytes = 64 << 20
    return options
  }

  private func metadata(_ token: Tokens.Token?) -> Metadata {
    var metadata = Metadata()
    if let text = token?.text { metadata.addString(text, forKey: "token") }
    return metadata
  }

  private func token() async throws -> Tokens.Token? {
    guard let credentials = configuration.credentials else { return nil }
    return try await tokens.current { try await self.authenticate(credentials) }
  }

  private func authenticate(_ credentials: EtcdCredentials) async throws -> Tokens.Token {
    let request = Etcdserverpb_AuthenticateRequest.with {
      $0.name = credentials.user
      $0.password = credentials.password
    }
    let end = ContinuousClock.now + configuration.timeout
    var pause = Pause(members: members.count)
    while true {
      let index = preferred.load(ordering: .relaxed)
      do {
        let response = try await members[index].users.authenticate(
          request, options: options(until: end))
        return Tokens.Token(text: response.token)
      } catch {
        if let error = error as? RPCError, error.message.contains("authentication is not enabled") {
          return Tokens.Token(text: nil)
        }
        if case .final(let error) = Failure(error) { throw error }
        leave(index)
        guard await pause.wait(until: end) else {
          throw unavailable(error, mayHaveHappened: false)
        }
      }
    }
  }

  private func unavailable(_ cause: any Error, mayHaveHappened: Bool) -> EtcdError {
    let members = configuration.endpoints.map(\.description).joined(separator: ", ")
    return EtcdError(
      .unavailable,
      "etcd didn't answer (\(members)): check that a majority of its members is running and can be "
        + "reached", mayHaveHappened: mayHaveHappened, cause: cause)
  }

  private static func needsUser(_ cause: any Error) -> EtcdError {
    EtcdError(
      .unauthenticated, "etcd demands a user: set credentials in the configuration", cause: cause)
  }
}
