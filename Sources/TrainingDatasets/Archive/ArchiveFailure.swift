/// Why reading an archive cannot go on.
enum ArchiveFailure: Error {
  /// The archive is to be refused; nothing more can be read from it.
  case archive(Finding)
  /// The current entry is to be refused; the next one may be read.
  case entry(Finding)
  /// The machine failed, not the archive.
  case system(DatasetError)
}
