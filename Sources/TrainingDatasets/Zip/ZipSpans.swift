/// The ranges of the entries in a zip, in the order of the file, which is also that of libarchive.
///
/// A directory may list its entries in any order, so they have to be stored and sorted to see
/// whether they overlap. This takes 24 bytes for each entry, and twice that while the array grows.
struct ZipSpans: Hashable {
  private var spans: [ZipSpan] = []
  private var isSorted = true

  var count: Int { spans.count }

  subscript(index: Int) -> ZipSpan { spans[index] }

  mutating func append(_ span: ZipSpan) {
    if let last = spans.last, last.start > span.start { isSorted = false }
    spans.append(span)
  }

  /// Checks that the entries fill the file up to the directory without overlaps or gaps.
  /// Overlapping entries could make a small file expand without limit, and a gap could contain an
  /// entry that only some programs find.
  mutating func check(directoryStart: Int64) throws(ArchiveFailure) {
    if !isSorted { spans.sort { $0.start < $1.start } }
    isSorted = true
    var previous: ZipSpan?
    for span in spans {
      try Self.check(previous, before: span.start)
      previous = span
    }
    try Self.check(previous, before: directoryStart)
  }

  private static func check(_ span: ZipSpan?, before next: Int64) throws(ArchiveFailure) {
    let gap = next - (span?.end ?? 0)
    guard gap >= 0 else { throw .archive(.overlap) }
    guard span?.mayBeFollowed(by: gap) ?? (gap == 0) else {
      throw .archive(.directory("\(gap) bytes between its entries don't belong to any entry"))
    }
  }
}
