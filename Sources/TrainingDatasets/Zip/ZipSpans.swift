/// Where the entries of a zip are, in the order of the file, which is libarchive's too.
///
/// Takes 24 bytes an entry, twice that while it grows: a directory may list its entries in any order, and whether they overlap
/// shows only side by side.
struct ZipSpans: Hashable {
  private var spans: [ZipSpan] = []
  private var isSorted = true

  var count: Int { spans.count }

  subscript(index: Int) -> ZipSpan { spans[index] }

  mutating func append(_ span: ZipSpan) {
    if let last = spans.last, last.start > span.start { isSorted = false }
    spans.append(span)
  }

  /// The entries have to fill the file up to the directory, side by side. Where they share bytes a
  /// small file expands without bound, and bytes between them may be an entry that the directory
  /// keeps from one program and not from another.
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
      throw .archive(.directory("\(gap) bytes between its entries are in no entry"))
    }
  }
}
