import GRPCCore
import Synchronization

/// The open calls of a listener in which the client may only send more when the handler has dealt
/// with the messages that have arrived.
///
/// The transport reads about ten messages ahead for each call, whatever their size, and that can't
/// be configured. With 64 uploads at once in batches of 1 MiB, and a disk that is slower than their
/// clients, this took more than 1 GiB of memory.
///
/// A ``CallGuard`` numbers the call in a header, with which a ``MessagePacer`` finds it. A client
/// can't choose the number, because the guard replaces a header of that name.
final class PacedCalls: Sendable {
  /// The name of the header with the number of the call.
  static let header = "training-paced-call"

  /// How long a turn may last at the most.
  let maxTurn: Duration

  /// The turns of the calls to receive messages.
  let turns: MessageTurns

  /// What messages arrive in.
  let buffers: MessageBuffers

  /// The methods whose calls are paced.
  let methods: Set<MethodDescriptor>

  private let maxEagerCalls: Int
  private let paths: Set<String>
  private let state = Mutex(State())

  private struct State {
    var calls: [String: PacedCall] = [:]
    var opened: UInt64 = 0
  }

  /// - Parameters:
  ///   - methods: the methods whose calls are paced. Their handlers need a ``MessagePacer``,
  ///     without which only the first messages of a call arrive.
  ///   - maxBytes: how many bytes of messages may arrive or be dealt with at once, except for
  ///     messages that take longer than `maxTurn`, and for messages smaller than a window.
  ///   - maxTurn: how long other calls wait for one message.
  ///   - maxEagerCalls: how many calls may be open so that each is read one message ahead of its
  ///     handler.
  init(
    _ methods: Set<MethodDescriptor>, maxBytes: Int = 16 << 20, maxTurn: Duration = .seconds(5),
    maxEagerCalls: Int = 4
  ) {
    self.maxTurn = maxTurn
    self.maxEagerCalls = maxEagerCalls
    turns = MessageTurns(limit: maxBytes)
    buffers = MessageBuffers(limit: maxBytes)
    self.methods = methods
    paths = Set(methods.map { "/\($0.fullyQualifiedMethod)" })
  }

  /// How many calls are open.
  var count: Int { state.withLock(\.calls.count) }

  /// Whether calls of the method with this path are paced.
  func includes(path: String) -> Bool { paths.contains(path) }

  /// How many messages of a call may arrive while its handler deals with another. If there are
  /// many calls, others can be received meanwhile.
  var messagesAhead: Int { count <= maxEagerCalls ? 1 : 0 }

  /// Adds a call.
  ///
  /// - Parameter handled: called on any thread when the handler has dealt with a message.
  func open(handled: @escaping @Sendable () -> Void) -> PacedCall {
    state.withLock { state in
      state.opened += 1
      let call = PacedCall(number: String(state.opened), handled: handled)
      state.calls[call.number] = call
      return call
    }
  }

  /// Removes a call.
  func close(_ call: PacedCall) {
    let isLast = state.withLock { state in
      state.calls[call.number] = nil
      return state.calls.isEmpty
    }
    if isLast { buffers.removeAll() }
  }

  /// Takes the number of a call out of its metadata.
  ///
  /// - Returns: the call; `nil` if there is none with such a number.
  func takeCall(from metadata: inout Metadata) -> PacedCall? {
    let number = metadata[stringValues: Self.header].first { _ in true }
    metadata.removeAllValues(forKey: Self.header)
    return number.flatMap { number in state.withLock { $0.calls[number] } }
  }
}
