/// The rules a dataset is held against; the raw value is the ``DatasetViolation/ruleID``.
public enum DatasetRule: String, CaseIterable, Hashable, Sendable {
  // The archive as a file.

  /// More bytes than the service allows.
  case archiveTooLarge = "archive.too_large"
  /// A kind the service does not take, or not the kind the file's name claims.
  case archiveKind = "archive.kind"
  /// No archive, or one damaged so that nothing more can be read.
  case archiveUnreadable = "archive.unreadable"
  /// Cut off before its end.
  case archiveTruncated = "archive.truncated"
  /// Foreign bytes before a zip: an installer, a picture.
  case archiveLeadingData = "archive.leading_data"
  /// Foreign bytes behind the end.
  case archiveTrailingData = "archive.trailing_data"
  /// A zip's directory and what it describes differ, so two programs would see two archives.
  case archiveDirectory = "archive.directory_mismatch"
  /// Entries of a zip that share bytes, so that a small file becomes a big one.
  case overlap = "archive.overlapping_entries"

  // The archive as a set of entries.

  /// No file, directories aside; not asked of a zip, as the Python SDK accepts one without.
  case archiveEmpty = "archive.empty"
  /// More entries than the service allows, or than ``InspectionLimits/maxEntries``.
  case tooManyEntries = "archive.too_many_entries"
  /// A bomb: more bytes than ``InspectionLimits/maxExpansionRatio`` allows.
  case expansionRatio = "archive.expansion_ratio"
  /// More bytes than ``InspectionLimits/maxTotalBytes``.
  case totalBytes = "archive.total_bytes"

  // An entry's name.

  /// No name, or one that libarchive cannot give.
  case nameUnreadable = "entry.name_unreadable"
  /// Longer than ``InspectionLimits/maxNameBytes``.
  case nameTooLong = "entry.name_too_long"
  /// A control character, a line break and NUL among them.
  case controlCharacter = "entry.control_character"
  /// A path from the root of a file system.
  case absolutePath = "entry.absolute_path"
  /// A path with a `..`.
  case parentPath = "entry.parent_path"
  /// A backslash, which only some systems take for a separator.
  case backslash = "entry.backslash"
  /// A Windows drive at the beginning, e.g. `C:`.
  case driveLetter = "entry.drive_letter"
  /// The name of an earlier entry, letter case and Unicode normalisation aside.
  case duplicate = "entry.duplicate"

  // What an entry is and holds.

  /// Readable only with a password.
  case encrypted = "entry.encrypted"
  /// A symbolic link.
  case symbolicLink = "entry.symbolic_link"
  /// A hard link.
  case hardLink = "entry.hard_link"
  /// A device, a pipe, a socket.
  case specialFile = "entry.special_file"
  /// A directory with content, which no program unpacks.
  case directoryContent = "entry.directory_content"
  /// A file name extension the service does not take.
  case fileType = "entry.file_type"
  /// More decompressed bytes than the service allows for one file.
  case entryTooLarge = "entry.too_large"
  /// A compression, of an entry or of the whole archive, that is rare in datasets and costs more
  /// memory than an inspection may take.
  case compression = "entry.compression"
  /// Data that cannot be decompressed, or with a wrong size or checksum.
  case damaged = "entry.damaged"
}
