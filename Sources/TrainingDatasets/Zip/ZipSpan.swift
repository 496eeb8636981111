/// The bytes of a zip that one entry takes, header and data, and what is to be known of them.
struct ZipSpan: Hashable {
  let start: Int64
  let end: Int64
  let method: ZipMethod
  /// Whether the entry's data is not to be decompressed.
  let isHungry: Bool
  /// Whether something comes out of it; libarchive does not say so of a directory.
  let hasContent: Bool
  /// Whether nothing comes out of it and libarchive need not be asked.
  let isEmpty: Bool
  /// Whether sizes may stand behind the data.
  let sizesFollow: Bool

  /// Whether so many bytes may stand between this entry and what comes next: none, or a data
  /// descriptor with or without signature, with small or large sizes (APPNOTE 4.3.9).
  func mayBeFollowed(by gap: Int64) -> Bool {
    gap == 0 || (sizesFollow && [12, 16, 20, 24].contains(gap))
  }
}
