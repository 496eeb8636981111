/// A zip written byte by byte, so that it may lie (APPNOTE 4.3); data is stored, not compressed.
struct ForgedZip {
  struct Entry {
    var name: [UInt8]
    var content: [UInt8] = Array("content".utf8)
    /// Bit 11 says that the name is UTF-8, bit 0 that the data is encrypted.
    var flags: UInt16 = 0
    var mode: UInt16 = 0o100644
    var statedSize: UInt32?
    var statedChecksum: UInt32?
    /// The compression's number, of which the data is left as it is.
    var method: UInt16 = 0
    /// The name before the data, if it is to differ from the one in the directory.
    var localName: [UInt8]?
    /// Data of an earlier entry instead of its own.
    var sharesDataOf: Int?
  }

  var entries: [Entry] = []
  var comment: [UInt8] = []
  var statedCount: UInt16?
  /// Added to where the directory is said to be.
  var directoryShift: Int = 0

  init(_ names: String...) {
    entries = names.map { Entry(name: Array($0.utf8)) }
  }

  func bytes() -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    var offsets: [Int] = []
    for entry in entries {
      let offset = entry.sharesDataOf.map { offsets[$0] } ?? file.count
      offsets.append(offset)
      if entry.sharesDataOf == nil { file += entry.localHeader + entry.content }
      directory += entry.directoryRecord(offset: offset)
    }
    let directoryOffset = UInt32(file.count + directoryShift)
    let count = statedCount ?? UInt16(truncatingIfNeeded: entries.count)
    let end: [[UInt8]] = [
      little(0x0605_4B50 as UInt32), little(0 as UInt32), little(count), little(count),
      little(UInt32(directory.count)), little(directoryOffset), little(UInt16(comment.count)),
    ]
    return file + directory + end.joined() + comment
  }
}

extension ForgedZip.Entry {
  fileprivate var localHeader: [UInt8] {
    let name = localName ?? name
    return [
      little(0x0403_4B50 as UInt32), fields(nameCount: name.count), little(0 as UInt16), name,
    ].flatMap(\.self)
  }

  fileprivate func directoryRecord(offset: Int) -> [UInt8] {
    let parts: [[UInt8]] = [
      little(0x0201_4B50 as UInt32), little(0x0314 as UInt16), fields(nameCount: name.count),
      little(0 as UInt16), little(0 as UInt32), little(0 as UInt16), little(UInt32(mode) << 16),
      little(UInt32(offset)), name,
    ]
    return parts.flatMap(\.self)
  }

  /// What both headers have in common: version … name length.
  private func fields(nameCount: Int) -> [UInt8] {
    let parts: [[UInt8]] = [
      little(20 as UInt16), little(flags), little(method), little(0 as UInt32),
      little(statedChecksum ?? crc32(content)), little(UInt32(content.count)),
      little(statedSize ?? UInt32(content.count)), little(UInt16(nameCount)),
    ]
    return parts.flatMap(\.self)
  }
}

private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc = ~0 as UInt32
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 {
      crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320
    }
  }
  return ~crc
}
