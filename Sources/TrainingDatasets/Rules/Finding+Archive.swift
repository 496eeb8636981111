extension Finding {
  static func unreadable(because reason: String) -> Finding {
    Finding(
      .archiveUnreadable,
      "the archive cannot be read: \(printable(reason)); create it anew and upload it again")
  }

  static let empty = Finding(
    .archiveEmpty, "the archive holds no files; pack the dataset's files and upload it again")

  static func archiveTooLarge(_ size: UInt64, limit: UInt64) -> Finding {
    Finding(
      .archiveTooLarge,
      "the archive has \(size) bytes, \(limit) are allowed; upload a smaller dataset")
  }

  static func entryTooLarge(_ limit: UInt64) -> Finding {
    Finding(
      .entryTooLarge,
      "the file has more than \(limit) bytes decompressed; make it smaller or split it")
  }

  static let truncated = Finding(
    .archiveTruncated,
    """
    the file ends before the archive does, so it was cut off or damaged; upload it again, and create \
    it anew if that does not help
    """)

  static func leadingData(_ bytes: Int64) -> Finding {
    Finding(
      .archiveLeadingData,
      "\(bytes) bytes stand before the archive's beginning; upload the archive without them")
  }

  static func trailingData(_ bytes: Int64) -> Finding {
    Finding(
      .archiveTrailingData,
      "\(bytes) bytes stand after the archive's end; upload the archive without them")
  }

  static let trailingContent = Finding(
    .archiveTrailingData,
    "other data stands after the end of the tar; upload the archive without it")

  static func directory(_ problem: String) -> Finding {
    Finding(.archiveDirectory, "\(problem); create the zip anew with a standard tool")
  }

  static let overlap = Finding(
    .overlap,
    "two entries share bytes of the archive, as only an attack does; create the zip anew")

  static func nulInName(_ name: String) -> Finding {
    Finding(
      .controlCharacter,
      "the name \"\(name)\" has a NUL, which hides what follows; rename the file")
  }

  static func compression(_ method: String) -> Finding {
    Finding(
      .compression,
      "this is compressed with \(method), which is not accepted; create the zip with deflate")
  }

  static func memory(_ method: String) -> Finding {
    Finding(
      .compression,
      "the archive is compressed as \(method), which is not accepted; compress it anew with less")
  }

  static func damaged(because reason: String) -> Finding {
    Finding(
      .damaged, "its data cannot be read: \(printable(reason)); create the archive anew")
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
      the archive decompresses to more than \(limit) times its size, as only an attack does; leave \
      out files that hold nothing but repetitions
      """)
  }

  static func tooManyEntries(_ limit: UInt64) -> Finding {
    Finding(
      .tooManyEntries,
      """
      the archive has more than \(limit) entries, directories counted; leave some out or put \
      them together in fewer files
      """)
  }
}
