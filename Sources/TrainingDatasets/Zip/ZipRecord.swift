/// One record of a zip's central directory (APPNOTE 4.3.12).
struct ZipRecord: Hashable {
  let name: [UInt8]
  /// Where the entry's local header is.
  let localOffset: UInt64
  /// The index after the record.
  let end: Int

  private static let headerBytes = 46
  private static let signature: [UInt8] = [0x50, 0x4B, 1, 2]

  /// Reads the record at an index; `nil` if the block does not hold it entirely.
  init?(at index: Int, in block: [UInt8]) throws(ArchiveFailure) {
    guard block.count - index >= Self.headerBytes else { return nil }
    guard block.holds(Self.signature, at: index) else {
      throw .archive(.directory("its directory is damaged"))
    }
    let nameEnd =
      index + Self.headerBytes + Int(block.littleEndian(at: index + 28, as: UInt16.self))
    let extraEnd = nameEnd + Int(block.littleEndian(at: index + 30, as: UInt16.self))
    end = extraEnd + Int(block.littleEndian(at: index + 32, as: UInt16.self))
    guard end <= block.count else { return nil }
    name = Array(block[index + Self.headerBytes..<nameEnd])
    let offset = block.littleEndian(at: index + 42, as: UInt32.self)
    localOffset =
      offset < .max
      ? UInt64(offset)
      : Self.largeOffset(
        in: Array(block[nameEnd..<extraEnd]),
        sizesBefore: [20, 24].count { block.littleEndian(at: index + $0, as: UInt32.self) == .max })
  }

  /// The offset in the zip64 field, where it stands behind the sizes that are there too
  /// (APPNOTE 4.5.3).
  private static func largeOffset(in extra: [UInt8], sizesBefore: Int) -> UInt64 {
    var index = 0
    while extra.count - index >= 4 {
      if extra.littleEndian(at: index, as: UInt16.self) == 1 {
        return extra.littleEndian(at: index + 4 + 8 * sizesBefore)
      }
      index += 4 + Int(extra.littleEndian(at: index + 2, as: UInt16.self))
    }
    return UInt64(UInt32.max)
  }

  /// Holds the record against the entry's local header, which is what libarchive goes by.
  func check(in file: ArchiveFile) throws(ArchiveFailure) {
    guard !name.contains(0) else {
      throw .archive(.nulInName(EntryName(name).printableText))
    }
    guard let offset = Int64(exactly: localOffset), offset < file.size else {
      throw .archive(.directory("its directory leads out of the file"))
    }
    let header = try file.bytes(at: offset, count: 30 + name.count)
    let nameCount = Int(header.littleEndian(at: 26, as: UInt16.self))
    guard nameCount == name.count, header.holds(name, at: 30) else {
      throw .archive(
        .directory("an entry has two names, one in the directory and one before its data"))
    }
    let extraCount = Int(header.littleEndian(at: 28, as: UInt16.self))
    try ZipMethod(number: header.littleEndian(at: 8))
      .check(in: file, dataOffset: offset + Int64(30 + nameCount + extraCount))
  }
}
