extension DatasetError {
  static let noMemory = DatasetError(
    code: .outOfMemory, message: "no memory to read an archive; free some and try again")

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
    }
  }
}
