/// Why a dataset could not be looked at or read.
///
/// A bad archive is no error to ``DatasetInspector``: what is wrong with it is in the report.
public struct DatasetError: Error {
  /// What kind of error it is; more may be added.
  public struct Code: Hashable, Sendable {
    let name: String

    /// The file does not exist, is no regular file, or the system cannot open or read it.
    public static let unreadableFile = Code(name: "unreadableFile")
    /// ``DatasetReader`` met something that ``DatasetInspector`` refuses.
    public static let unacceptableArchive = Code(name: "unacceptableArchive")
    /// A file in the archive is larger than the reader's caller allows.
    public static let entryTooLarge = Code(name: "entryTooLarge")
    /// The libarchive of this machine cannot read archives of this kind.
    public static let unsupportedKind = Code(name: "unsupportedKind")
    /// No memory for libarchive's own state.
    public static let outOfMemory = Code(name: "outOfMemory")
    /// The task that was inspecting or reading is cancelled; the cause is a `CancellationError`.
    public static let cancelled = Code(name: "cancelled")
  }

  /// What kind of error it is.
  public var code: Code
  /// What happened and what to do about it.
  public var message: String
  /// The error below this one, if there is one.
  public var cause: (any Error)?

  public init(code: Code, message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}

extension DatasetError: CustomStringConvertible {
  public var description: String { "\(code.name): \(message)" }
}
