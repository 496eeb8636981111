extension DatasetError {
  static let noMemory = DatasetError(
    code: .outOfMemory,
    message:
      "there is not enough memory to read an archive; free some and try again")

  static let cancelled = DatasetError(
    code: .cancelled,
    message: "the task was cancelled before the archive was read; start a new task to read it",
    cause: CancellationError())

  static func unsupported(_ layout: ArchiveHandle.Layout) -> DatasetError {
    DatasetError(
      code: .unsupportedKind,
      message: """
        the installed libarchive cannot read \(layout); install one that was built with \
        zlib, bzip2, liblzma and libzstd
        """)
  }
}

extension DatasetError {
  /// Creates the error for the caller of a reader, who should only read accepted archives.
  init(_ failure: ArchiveFailure, entry: String? = nil) {
    switch failure {
    case .archive(let finding), .entry(let finding):
      self.init(
        code: .unacceptableArchive,
        message: finding.violation(entry: entry.map(printable)).description)
    case .system(let error):
      self = error
    case .stoppedEarly:
      self.init(code: .unacceptableArchive, message: "the archive has already been refused")
    }
  }
}

extension ArchiveFailure {
  /// Throws if the task was cancelled. Called for every block that is read or decompressed.
  static func checkCancellation() throws(ArchiveFailure) {
    if Task.isCancelled { throw .system(.cancelled) }
  }
}
