/// How many bytes may go by before a pass has to end.
struct Allowance {
  private var rest: Int
  private let end: ArchiveFailure

  private static let headersNeverEnd = ArchiveFailure.archive(
    .unreadable(because: "its headers never end"))
  private static let blockBytes = 8 << 20
  /// Without end, and yet with room for a block.
  private static let largest: UInt64 = 1 << 62

  mutating func spend(_ bytes: Int) throws(ArchiveFailure) {
    rest -= bytes
    guard rest >= 0 else { throw end }
  }
}

/// libarchive keeps what it cannot make use of yet: a file name in a gzip's header that never ends, a
/// list of a million holes. Memory is bounded because these are.
extension Allowance {
  /// More compressed bytes than any format needs for a block.
  static let forBlock = Allowance(rest: blockBytes, end: headersNeverEnd)
  /// More than the headers of an entry take, long names and attributes included.
  static let forHeaders = Allowance(rest: 4 << 20, end: headersNeverEnd)
}

/// What a pass may still cost once a violation is known.
extension Allowance {
  /// For bytes that come out.
  static func further(_ bytes: UInt64) -> Allowance {
    Allowance(rest: Int(min(bytes, largest)), end: .enough)
  }

  /// For bytes that go in: as many, as not everything shrinks, and those of a block more.
  static func furtherInput(_ bytes: UInt64) -> Allowance {
    Allowance(rest: Int(min(bytes, largest)) + blockBytes, end: .enough)
  }
}
