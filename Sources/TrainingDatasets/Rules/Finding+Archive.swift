extension Finding {
  static func unreadable(because reason: String) -> Finding {
    Finding(
      .archiveUnreadable,
      "the archive cannot be read: \(printable(reason)); create it again and upload it")
  }

  static let empty = Finding(
    .archiveEmpty, "the archive contains no files; add the dataset's files and upload it again")

  static func archiveTooLarge(_ size: UInt64, limit: UInt64) -> Finding {
    Finding(
      .archiveTooLarge,
      "the archive has \(size) bytes, but only \(limit) are allowed; upload a smaller dataset")
  }

  static func entryTooLarge(_ limit: UInt64) -> Finding {
    Finding(
      .entryTooLarge,
      "the decompressed file has more than \(limit) bytes; make it smaller or split it")
  }

  static let truncated = Finding(
    .archiveTruncated,
    """
    the file ends before the archive is complete; upload it again, and if that does not help, create \
    the archive again
    """)

  static func leadingData(_ bytes: Int64) -> Finding {
    Finding(
      .archiveLeadingData,
      "the file has \(bytes) bytes before the beginning of the archive; remove them and upload it "
        + "again")
  }

  static func trailingData(_ bytes: Int64) -> Finding {
    Finding(
      .archiveTrailingData,
      "the file has \(bytes) bytes after the end of the archive; remove them and upload it again")
  }

  static let trailingContent = Finding(
    .archiveTrailingData,
    "the file has other data after the end of the tar; remove it and upload the archive again")

  static func directory(_ problem: String) -> Finding {
    Finding(.archiveDirectory, "\(problem); create the zip again with a standard tool")
  }

  static let overlap = Finding(
    .overlap,
    "two entries share bytes of the archive, which is typical of an attack; create the zip again")

  static func nulInName(_ name: String) -> Finding {
    Finding(
      .controlCharacter,
      "the name \"\(name)\" contains a NUL, which hides the rest of it; rename the file")
  }

  static func compression(_ method: String) -> Finding {
    Finding(
      .compression,
      "this entry is compressed with \(method), which is not accepted; create the zip with deflate")
  }

  static func memory(_ method: String) -> Finding {
    Finding(
      .compression,
      "the archive is compressed with \(method), which is not accepted; use a smaller dictionary")
  }

  static func damaged(because reason: String) -> Finding {
    Finding(
      .damaged, "its data cannot be read: \(printable(reason)); create the archive again")
  }

  static func totalBytes(_ limit: UInt64) -> Finding {
    Finding(
      .totalBytes,
      "the archive decompresses to more than \(limit) bytes; upload a smaller dataset")
  }

  static func expansionRatio(_ limit: UInt64) -> Finding {
    Finding(
      .expansionRatio,
      """
      the archive decompresses to more than \(limit) times its size, which is typical of an attack; \
      leave out files that contain nothing but repetitions
      """)
  }

  static func tooManyEntries(_ limit: UInt64) -> Finding {
    Finding(
      .tooManyEntries,
      """
      the archive has more than \(limit) entries, including directories; leave some out, or combine \
      them into fewer files
      """)
  }
}
