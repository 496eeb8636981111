/// An error of a request to the store.
public struct S3Error: Error {
  /// The kind of error.
  public var code: Code

  /// What happened, and what to do about it. It contains no secrets.
  public var message: String

  /// The status of the store's answer; `nil` if there was none.
  public var status: Int?

  /// The identifier by which the store's operator finds the request in a log.
  public var requestID: String?

  /// The underlying error.
  public var cause: (any Error)?

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, status: Int? = nil, requestID: String? = nil,
    cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.status = status
    self.requestID = requestID
    self.cause = cause
  }

  /// The kind of an ``S3Error``. It isn't an enum, so codes can be added.
  public struct Code: Hashable, Sendable {
    /// The name in capitals with underscores.
    public let name: String

    private init(_ name: String) {
      self.name = name
    }

    /// The store didn't answer in time, or it failed. Try again later.
    public static let unavailable = Self("UNAVAILABLE")
    /// The credentials weren't accepted, or may not do this.
    public static let denied = Self("DENIED")
    /// There is no such object, bucket or upload.
    public static let notFound = Self("NOT_FOUND")
    /// What was read isn't what was stored.
    public static let damaged = Self("DAMAGED")
    /// The configuration can't work.
    public static let invalidConfiguration = Self("INVALID_CONFIGURATION")
    /// Any other refusal.
    public static let refused = Self("REFUSED")
  }
}

extension S3Error: CustomStringConvertible {
  /// The name of the code, the message, the request's identifier and the cause.
  public var description: String {
    let request = requestID.map { " (request \($0))" } ?? ""
    return "\(code.name): \(message)\(request)" + (cause.map { " (cause: \($0))" } ?? "")
  }
}
