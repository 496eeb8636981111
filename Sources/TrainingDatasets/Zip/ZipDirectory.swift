/// The central directory of a zip, which is checked before libarchive reads the file (APPNOTE
/// 4.3.12).
///
/// libarchive keeps every record in memory, silently drops a record that shares its data with
/// another one, trusts the local headers and cuts names at a NUL. Python's zipfile trusts the
/// directory instead. So this type limits the number of records, and requires that directory and
/// local headers agree and that the file contains nothing but the entries.
struct ZipDirectory: Hashable {
  /// The positions of the listed entries.
  let spans: ZipSpans

  /// How many entries the directory lists.
  var entryCount: UInt64 { UInt64(spans.count) }

  /// Large enough for the longest possible record: a header and three fields of 64 KiB.
  private static let blockBytes = 1 << 18

  init(of file: ArchiveFile, end: ZipEnd, maxEntries: UInt64) throws(ArchiveFailure) {
    let start = try Self.start(end)
    var position = start
    var spans = ZipSpans()
    while position < end.directoryEnd {
      let wanted = min(Int64(Self.blockBytes), end.directoryEnd - position)
      let block = try file.bytes(at: position, count: Int(wanted))
      var index = 0
      while let record = try ZipRecord(at: index, in: block) {
        guard spans.count < maxEntries else { throw .archive(.tooManyEntries(maxEntries)) }
        spans.append(try record.span(in: file))
        index = record.end
      }
      guard index > 0 else { throw .archive(.directory("its directory is damaged")) }
      position += Int64(index)
    }
    guard spans.count == end.entryCount else {
      throw .archive(
        .directory("its directory lists \(spans.count) entries instead of \(end.entryCount)"))
    }
    try spans.check(directoryStart: start)
    self.spans = spans
  }

  /// Returns the offset of the directory, which directly precedes its end record. If the end record
  /// states a different offset, the zip was moved by data before it.
  private static func start(_ end: ZipEnd) throws(ArchiveFailure) -> Int64 {
    guard let size = Int64(exactly: end.directorySize), size <= end.directoryEnd,
      let stated = Int64(exactly: end.directoryOffset), stated <= end.directoryEnd - size
    else { throw .archive(.directory("its directory is outside the file")) }
    let start = end.directoryEnd - size
    guard stated == start else { throw .archive(.leadingData(start - stated)) }
    return start
  }
}
