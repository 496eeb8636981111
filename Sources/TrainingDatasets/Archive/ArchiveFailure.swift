/// Why reading an archive cannot go on.
enum ArchiveFailure: Error {
  /// The archive is to be refused; nothing more can be read from it.
  case archive(Finding)
  /// The current entry is to be refused; the next one may be read.
  case entry(Finding)
  /// The machine failed, or the task was cancelled; the archive has nothing to do with it.
  case system(DatasetError)
  /// A violation is known, and looking for more has cost what it may.
  case enough
}
