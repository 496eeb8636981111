/// The record at the end of a zip, which states the position of the directory (APPNOTE
/// 4.3.14–4.3.16).
struct ZipEnd: Hashable {
  /// The offset of the record.
  var offset: Int64
  /// The offset after the directory.
  var directoryEnd: Int64
  var directorySize: UInt64
  var directoryOffset: UInt64
  var entryCount: UInt64

  static let byteCount = 22
  private static let longestComment = 0xFFFF
  private static let locatorBytes: Int64 = 20
  /// The size of a zip64 record without extensions, which no program writes.
  private static let largeBytes: Int64 = 56
  private static let signature: [UInt8] = [0x50, 0x4B, 5, 6]

  /// Finds the last end record, as Python's zipfile does. Only the record's comment may follow it.
  init(of file: ArchiveFile) throws(ArchiveFailure) {
    let tailCount = Int(min(file.size, Int64(Self.byteCount + Self.longestComment)))
    let tail = try file.bytes(at: file.size - Int64(tailCount), count: tailCount)
    let starts = stride(from: tail.count - Self.byteCount, through: 0, by: -1)
    guard let start = starts.first(where: { tail.contains(Self.signature, at: $0) }) else {
      throw .archive(.truncated)
    }
    let end = start + Self.byteCount + Int(tail.littleEndian(at: start + 20, as: UInt16.self))
    guard end <= tail.count else { throw .archive(.truncated) }
    guard end == tail.count else { throw .archive(.trailingData(Int64(tail.count - end))) }
    offset = file.size - Int64(tailCount - start)
    directoryEnd = offset
    entryCount = UInt64(tail.littleEndian(at: start + 10, as: UInt16.self))
    directorySize = UInt64(tail.littleEndian(at: start + 12, as: UInt32.self))
    directoryOffset = UInt64(tail.littleEndian(at: start + 16, as: UInt32.self))
    try readLargeRecord(of: file)
  }

  /// Replaces the numbers with those of the zip64 record, if there is one.
  private mutating func readLargeRecord(of file: ArchiveFile) throws(ArchiveFailure) {
    let locator = try file.bytes(at: offset - Self.locatorBytes, count: Int(Self.locatorBytes))
    guard locator.contains([0x50, 0x4B, 6, 7], at: 0) else { return }
    // Python expects the record directly before the locator, libarchive where the locator says.
    let position = offset - Self.locatorBytes - Self.largeBytes
    guard locator.littleEndian(at: 8) == UInt64(bitPattern: position) else {
      throw .archive(.directory("its zip64 record isn't directly before its end record"))
    }
    let record = try file.bytes(at: position, count: Int(Self.largeBytes))
    guard record.contains([0x50, 0x4B, 6, 6], at: 0),
      record.littleEndian(at: 4) == UInt64(Self.largeBytes - 12)
    else { throw .archive(.directory("its zip64 record is missing")) }
    let small = self
    directoryEnd = position
    entryCount = record.littleEndian(at: 32)
    directorySize = record.littleEndian(at: 40)
    directoryOffset = record.littleEndian(at: 48)
    guard small.agrees(with: self) else {
      throw .archive(.directory("its end record and its zip64 record contradict each other"))
    }
  }

  /// Whether each number equals that of the zip64 record or refers to it.
  private func agrees(with large: ZipEnd) -> Bool {
    [large.entryCount, UInt64(UInt16.max)].contains(entryCount)
      && [large.directorySize, UInt64(UInt32.max)].contains(directorySize)
      && [large.directoryOffset, UInt64(UInt32.max)].contains(directoryOffset)
  }
}
