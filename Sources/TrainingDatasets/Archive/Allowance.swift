/// A number of bytes after which a pass over an archive has to end.
struct Allowance {
  private var rest: Int
  private let end: ArchiveFailure

  private static let headersNeverEnd = ArchiveFailure.archive(
    .unreadable(because: "its headers never end"))
  private static let blockBytes = 8 << 20
  /// Practically unlimited, but small enough that adding a block doesn't overflow.
  private static let largest: UInt64 = 1 << 62

  mutating func spend(_ bytes: Int) throws(ArchiveFailure) {
    rest -= bytes
    guard rest >= 0 else { throw end }
  }
}

/// libarchive stores headers until they are complete, such as an endless file name in a gzip's
/// header or a list of a million holes. Limiting the size of headers limits the memory for them.
extension Allowance {
  /// More bytes than any compression format needs for a block.
  static let forBlock = Allowance(rest: blockBytes, end: headersNeverEnd)
  /// More bytes than the headers of an entry need, including long names and attributes.
  static let forHeaders = Allowance(rest: 4 << 20, end: headersNeverEnd)
}

/// Allowances for the rest of a pass after the first violation.
extension Allowance {
  /// For decompressed bytes.
  static func further(_ bytes: UInt64) -> Allowance {
    Allowance(rest: Int(min(bytes, largest)), end: .stoppedEarly)
  }

  /// For compressed bytes: the same number, because some data doesn't shrink, plus the bytes of a
  /// block.
  static func furtherInput(_ bytes: UInt64) -> Allowance {
    Allowance(rest: Int(min(bytes, largest)) + blockBytes, end: .stoppedEarly)
  }
}
