/// The reason why reading an archive or an entry can't go on.
enum ArchiveFailure: Error {
  /// The archive has to be refused, and nothing more can be read from it.
  case archive(Finding)
  /// The current entry has to be refused. The next one can still be read.
  case entry(Finding)
  /// The system failed or the task was cancelled. This isn't a problem of the archive.
  case system(DatasetError)
  /// The archive is already refused, and the limits for finding further violations are used up.
  case stoppedEarly
}
