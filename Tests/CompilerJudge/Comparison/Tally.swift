import Synchronization

/// Counts judgements by class and by cause, and keeps an example of each cause.
public final class Tally: Sendable {
  /// A cause of differences.
  public struct Cause: Sendable {
    public let judgement: String
    public let cause: String
    public fileprivate(set) var count: Int
    /// The name of the first input that shows it.
    public let example: String
    public let detail: String
  }

  private struct State {
    var counts: [String: Int] = [:]
    var causes: [String: Cause] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  /// Counts a judgement.
  ///
  /// - Parameter example: the input's name, so that a reader can find it.
  /// - Returns: whether the judgement is the first with its cause.
  @discardableResult public func add(_ judgement: Judgement, example: String) -> Bool {
    let cause = judgement.cause
    return state.withLock { state in
      let known = judgement.knownReason
      state.counts[judgement.name + (known.map { ": \($0)" } ?? ""), default: 0] += 1
      guard !judgement.isEqual, known == nil else { return false }
      let key = judgement.name + cause
      let isNew = state.causes[key] == nil
      state.causes[
        key,
        default: Cause(
          judgement: judgement.name, cause: cause, count: 0, example: example,
          detail: judgement.detail)
      ].count += 1
      return isNew
    }
  }

  /// The number of inputs by class.
  public var counts: [String: Int] { state.withLock { $0.counts } }

  /// The number of all inputs.
  public var total: Int { counts.values.reduce(0, +) }

  /// The number of inputs with a difference.
  public var differences: Int { causes.map(\.count).reduce(0, +) }

  /// The causes of differences, the most frequent ones first.
  public var causes: [Cause] {
    state.withLock { Array($0.causes.values) }.sorted {
      ($1.count, $0.cause) < ($0.count, $1.cause)
    }
  }

  /// The counts, one class a line.
  public var summary: String {
    counts.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)" }.joined(separator: "\n")
  }
}
