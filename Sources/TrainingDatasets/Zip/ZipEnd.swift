/// The record that ends a zip and says where its directory is (APPNOTE 4.3.14–4.3.16).
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
  private static let signature: [UInt8] = [0x50, 0x4B, 5, 6]

  /// Finds the last end record, as Python's zipfile does, and wants nothing after it but its comment.
  init(of file: ArchiveFile) throws(ArchiveFailure) {
    let tailCount = Int(min(file.size, Int64(Self.byteCount + Self.longestComment)))
    let tail = try file.bytes(at: file.size - Int64(tailCount), count: tailCount)
    let starts = stride(from: tail.count - Self.byteCount, through: 0, by: -1)
    guard let start = starts.first(where: { tail.holds(Self.signature, at: $0) }) else {
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

  /// Takes over the numbers of a zip64 record, if there is one.
  private mutating func readLargeRecord(of file: ArchiveFile) throws(ArchiveFailure) {
    let locator = try file.bytes(at: offset - 20, count: 20)
    guard locator.holds([0x50, 0x4B, 6, 7], at: 0) else { return }
    guard let position = Int64(exactly: locator.littleEndian(at: 8, as: UInt64.self)),
      position < offset
    else { throw .archive(.directory("its zip64 record is outside the file")) }
    let record = try file.bytes(at: position, count: 56)
    guard record.holds([0x50, 0x4B, 6, 6], at: 0) else {
      throw .archive(.directory("its zip64 record is missing"))
    }
    directoryEnd = position
    entryCount = record.littleEndian(at: 32)
    directorySize = record.littleEndian(at: 40)
    directoryOffset = record.littleEndian(at: 48)
  }
}
