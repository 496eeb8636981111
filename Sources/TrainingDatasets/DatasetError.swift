/// An error that explains why a dataset could not be inspected or read.
///
/// ``DatasetInspector`` doesn't throw an error for a bad archive. It lists the problems in its
/// report.
public struct DatasetError: Error {
  /// The kind of an error. More kinds may be added.
  public struct Code: Hashable, Sendable {
    let name: String

    /// The file doesn't exist, isn't a regular file, or can't be opened or read.
    public static let unreadableFile = Code(name: "unreadableFile")
    /// ``DatasetReader`` found something in the archive that ``DatasetInspector`` refuses.
    public static let unacceptableArchive = Code(name: "unacceptableArchive")
    /// A file in the archive is larger than the caller of the reader allows.
    public static let entryTooLarge = Code(name: "entryTooLarge")
    /// The installed libarchive can't read archives of this kind.
    public static let unsupportedKind = Code(name: "unsupportedKind")
    /// libarchive could not allocate memory.
    public static let outOfMemory = Code(name: "outOfMemory")
    /// The task that inspected or read the archive was cancelled. The cause is a
    /// `CancellationError`.
    public static let cancelled = Code(name: "cancelled")
  }

  /// The kind of error.
  public var code: Code
  /// What happened and what to do about it.
  public var message: String
  /// The underlying error, if there is one.
  public var cause: (any Error)?

  /// Creates an error.
  public init(code: Code, message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}

extension DatasetError: CustomStringConvertible {
  public var description: String { "\(code.name): \(message)" }
}
