/// The range of one entry in a zip, header and data, with facts about the entry.
struct ZipSpan: Hashable {
  let start: Int64
  let end: Int64
  let method: ZipMethod
  /// Whether decompressing the entry would need too much memory.
  let needsTooMuchMemory: Bool
  /// Whether the decompressed size isn't zero. libarchive doesn't report this for a directory.
  let hasContent: Bool
  /// Whether the entry is empty and must not be read with libarchive; see
  /// ``ZipMethod/isEmpty(_:)``.
  let isEmpty: Bool
  /// Whether checksum and sizes may follow the data.
  let sizesFollow: Bool

  /// Whether a gap of so many bytes may follow this entry. Only a data descriptor may, with or
  /// without a signature and with small or large sizes (APPNOTE 4.3.9).
  func mayBeFollowed(by gap: Int64) -> Bool {
    gap == 0 || (sizesFollow && [12, 16, 20, 24].contains(gap))
  }
}
