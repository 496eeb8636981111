/// The rules for datasets. The raw value of a rule is the ``DatasetViolation/ruleID``.
public enum DatasetRule: String, CaseIterable, Hashable, Sendable {
  // The archive as a file.

  /// The archive is larger than the service allows.
  case archiveTooLarge = "archive.too_large"
  /// The archive has a kind that the service doesn't accept, or a different kind than its name
  /// says.
  case archiveKind = "archive.kind"
  /// The file isn't an archive, or is so damaged that the rest of it can't be read.
  case archiveUnreadable = "archive.unreadable"
  /// The archive was cut off before its end.
  case archiveTruncated = "archive.truncated"
  /// Other data precedes the zip, for example an installer or a picture.
  case archiveLeadingData = "archive.leading_data"
  /// Other data follows the end of the archive.
  case archiveTrailingData = "archive.trailing_data"
  /// The directory of the zip contradicts its entries, so different programs would see different
  /// content.
  case archiveDirectory = "archive.directory_mismatch"
  /// Entries of the zip share bytes, so a small archive could expand to a huge one.
  case overlap = "archive.overlapping_entries"

  // The archive as a set of entries.

  /// The archive contains no file. This doesn't apply to a zip, because the Python SDK accepts one
  /// without files.
  case archiveEmpty = "archive.empty"
  /// The archive has more entries than the service or ``InspectionLimits/maxEntries`` allows.
  case tooManyEntries = "archive.too_many_entries"
  /// The archive expands by a larger factor than ``InspectionLimits/maxExpansionRatio`` allows.
  case expansionRatio = "archive.expansion_ratio"
  /// The archive expands to more than ``InspectionLimits/maxTotalBytes``.
  case totalBytes = "archive.total_bytes"

  // An entry's name.

  /// The entry has no name, or one that libarchive can't decode.
  case nameUnreadable = "entry.name_unreadable"
  /// The name is longer than ``InspectionLimits/maxNameBytes``.
  case nameTooLong = "entry.name_too_long"
  /// The name contains a control character, such as a line break or NUL.
  case controlCharacter = "entry.control_character"
  /// The name is an absolute path.
  case absolutePath = "entry.absolute_path"
  /// The name contains the component `..`.
  case parentPath = "entry.parent_path"
  /// The name contains a backslash, which is a separator on some systems only.
  case backslash = "entry.backslash"
  /// The name begins with a Windows drive, such as `C:`.
  case driveLetter = "entry.drive_letter"
  /// The name equals that of an earlier entry, apart from letter case and Unicode normalisation.
  case duplicate = "entry.duplicate"

  // An entry's type and content.

  /// The entry is encrypted.
  case encrypted = "entry.encrypted"
  /// The entry is a symbolic link.
  case symbolicLink = "entry.symbolic_link"
  /// The entry is a hard link.
  case hardLink = "entry.hard_link"
  /// The entry is a device, a pipe or a socket.
  case specialFile = "entry.special_file"
  /// The entry is a directory, but has content, which no program unpacks.
  case directoryContent = "entry.directory_content"
  /// The file has an extension that the service doesn't accept.
  case fileType = "entry.file_type"
  /// The file has more decompressed bytes than the service allows for one file.
  case entryTooLarge = "entry.too_large"
  /// The entry or the whole archive has a compression that is rare in datasets and needs more
  /// memory than an inspection may use.
  case compression = "entry.compression"
  /// The entry's data can't be decompressed, or has a wrong size or checksum.
  case damaged = "entry.damaged"
}
