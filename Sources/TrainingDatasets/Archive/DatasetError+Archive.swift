extension DatasetError {
  static let noMemory = DatasetError(
    code: .outOfMemory, message: "no memory to read an archive; free some and try again")

  static let cancelled = DatasetError(
    code: .cancelled,
    message: "the task was cancelled before the archive was read; start another one to read it",
    cause: CancellationError())

  static func unsupported(_ layout: ArchiveHandle.Layout) -> DatasetError {
    DatasetError(
      code: .unsupportedKind,
      message: """
        the libarchive of this machine cannot read \(layout) by itself; install one built with \
        zlib, bzip2, liblzma and libzstd
        """)
  }
}

extension DatasetError {
  /// The error for a reader's caller, who should have been handed an accepted archive.
  init(_ failure: ArchiveFailure, entry: String? = nil) {
    switch failure {
    case .archive(let finding), .entry(let finding):
      self.init(
        code: .unacceptableArchive,
        message: finding.violation(entry: entry.map(printable)).description)
    case .system(let error):
      self = error
    case .enough:
      self.init(code: .unacceptableArchive, message: "the archive was refused already")
    }
  }
}

extension ArchiveFailure {
  /// Asked with every block that goes in or comes out, wanted or passed over.
  static func checkCancellation() throws(ArchiveFailure) {
    if Task.isCancelled { throw .system(.cancelled) }
  }
}
