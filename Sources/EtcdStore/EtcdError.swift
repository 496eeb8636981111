/// An error of a call to etcd.
public struct EtcdError: Error {
  /// The kind of error.
  public var code: Code

  /// What happened, and what to do about it.
  public var message: String

  /// Whether a change may have been made although the call failed.
  public var mayHaveHappened: Bool

  /// The underlying error.
  public var cause: (any Error)?

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, mayHaveHappened: Bool = false, cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.mayHaveHappened = mayHaveHappened
    self.cause = cause
  }

  /// The kind of an ``EtcdError``. It isn't an enum, so codes can be added.
  public struct Code: Hashable, Sendable {
    /// The name in capitals with underscores.
    public let name: String

    private init(_ name: String) {
      self.name = name
    }

    /// No member answered in time, or the cluster has no majority. Try again later.
    public static let unavailable = Self("UNAVAILABLE")
    /// The revision to read at was compacted.
    public static let compacted = Self("COMPACTED")
    /// There is no such lease: it has ended, or it never existed.
    public static let leaseNotFound = Self("LEASE_NOT_FOUND")
    /// The name and the password weren't accepted, or the cluster demands some.
    public static let unauthenticated = Self("UNAUTHENTICATED")
    /// The user may not use these keys.
    public static let permissionDenied = Self("PERMISSION_DENIED")
    /// A request or an answer is too large: by default, etcd accepts 1.5 MiB and 128 operations.
    public static let tooLarge = Self("TOO_LARGE")
    /// The store has reached its quota: compact and defragment it, or raise the quota.
    public static let outOfSpace = Self("OUT_OF_SPACE")
    /// The configuration can't work.
    public static let invalidConfiguration = Self("INVALID_CONFIGURATION")
    /// Any other refusal.
    public static let refused = Self("REFUSED")
  }
}

extension EtcdError: CustomStringConvertible {
  /// The name of the code, the message and the cause.
  public var description: String {
    "\(code.name): \(message)" + (cause.map { " (cause: \($0))" } ?? "")
  }
}
