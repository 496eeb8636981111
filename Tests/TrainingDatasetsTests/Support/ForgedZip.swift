/// A zip that is written byte by byte, so that it can contain wrong information (APPNOTE 4.3). Its
/// data isn't compressed.
struct ForgedZip {
  struct Entry {
    var name: [UInt8]
    var content: [UInt8] = Array("content".utf8)
    /// Bit 11 means that the name is UTF-8, bit 0 that the data is encrypted.
    var flags: UInt16 = 0
    var mode: UInt16 = 0o100644
    var statedSize: UInt32?
    var statedChecksum: UInt32?
    /// The size that the directory and the header state, if it differs from the real one.
    var statedDataSize: UInt32?
    /// The size that the header before the data states, if it differs from the directory's.
    var localFlags: UInt16?
    var localMethod: UInt16?
    var localSize: UInt32?
    var localChecksum: UInt32?
    /// Extra fields, in the directory and before the data.
    var extra: [UInt8] = []
    var localExtra: [UInt8] = []
    /// Bytes after the data, for example sizes that follow it.
    var rest: [UInt8] = []
    /// Whether the entry is missing in the directory.
    var isHidden = false
    /// The number of the compression. The data isn't changed accordingly.
    var method: UInt16 = 0
    /// The name before the data, if it differs from that in the directory.
    var localName: [UInt8]?
    /// The earlier entry whose data is used instead of own data.
    var sharesDataOf: Int?
  }

  var entries: [Entry] = []
  var comment: [UInt8] = []
  var statedCount: UInt16?
  /// A number that is added to the directory's stated offset.
  var directoryShift: Int = 0
  /// Whether the directory lists the entries from the last to the first.
  var isReversed = false
  /// Bytes between the directory and the end record, for example a zip64 record and its locator.
  var large: LargeEnd?

  /// A zip64 record (APPNOTE 4.3.14), with the correct numbers by default.
  struct LargeEnd {
    var statedCount: UInt64?
    var statedRecordSize: UInt64 = 44
    /// A number that is added to the record's offset in the locator.
    var locatorShift: Int = 0
    /// Whether the small record refers to the large one, with numbers whose bits are all 1.
    var isReferredTo = true
  }

  init(_ names: String...) {
    entries = names.map { Entry(name: Array($0.utf8)) }
  }

  func bytes() -> [UInt8] {
    var file: [UInt8] = []
    var records: [[UInt8]] = []
    var offsets: [Int] = []
    for entry in entries {
      let offset = entry.sharesDataOf.map { offsets[$0] } ?? file.count
      offsets.append(offset)
      if entry.sharesDataOf == nil { file += entry.localHeader + entry.content + entry.rest }
      if !entry.isHidden { records.append(entry.directoryRecord(offset: offset)) }
    }
    let directory = Array((isReversed ? records.reversed() : records).joined())
    let end = End(
      offset: file.count + directoryShift, size: directory.count, count: records.count)
    return file + directory + (large.map(end.largeRecord) ?? []) + smallRecord(end)
  }

  private func smallRecord(_ end: End) -> [UInt8] {
    let isFull = large?.isReferredTo == true
    let count = isFull ? .max : statedCount ?? UInt16(truncatingIfNeeded: end.count)
    let parts: [[UInt8]] = [
      little(0x0605_4B50 as UInt32), little(0 as UInt32), little(count), little(count),
      little(isFull ? .max : UInt32(end.size)), little(isFull ? .max : UInt32(end.offset)),
      little(UInt16(comment.count)), comment,
    ]
    return parts.flatMap(\.self)
  }
}

/// The common fields of the records at the end of a zip.
private struct End {
  let offset: Int
  let size: Int
  let count: Int

  func largeRecord(_ stated: ForgedZip.LargeEnd) -> [UInt8] {
    let count = stated.statedCount ?? UInt64(count)
    let parts: [[UInt8]] = [
      little(0x0606_4B50 as UInt32), little(stated.statedRecordSize), little(45 as UInt16),
      little(45 as UInt16), little(0 as UInt64), little(count), little(count),
      little(UInt64(size)), little(UInt64(offset)), little(0x0706_4B50 as UInt32),
      little(0 as UInt32), little(UInt64(offset + size + stated.locatorShift)),
      little(1 as UInt32),
    ]
    return parts.flatMap(\.self)
  }
}

extension ForgedZip.Entry {
  /// The header before the data.
  var localHeader: [UInt8] {
    let name = localName ?? name
    let parts: [[UInt8]] = [
      little(0x0403_4B50 as UInt32), little(20 as UInt16), little(localFlags ?? flags),
      little(localMethod ?? method), little(0 as UInt32), little(localChecksum ?? checksum),
      little(dataSize), little(localSize ?? size), little(UInt16(name.count)),
      little(UInt16(localExtra.count)), name, localExtra,
    ]
    return parts.flatMap(\.self)
  }

  fileprivate func directoryRecord(offset: Int) -> [UInt8] {
    let parts: [[UInt8]] = [
      little(0x0201_4B50 as UInt32), little(0x0314 as UInt16), little(20 as UInt16),
      little(flags), little(method), little(0 as UInt32), little(checksum), little(dataSize),
      little(size), little(UInt16(name.count)), little(UInt16(extra.count)), little(0 as UInt16),
      little(0 as UInt32), little(UInt32(mode) << 16), little(UInt32(offset)), name, extra,
    ]
    return parts.flatMap(\.self)
  }

  private var checksum: UInt32 { statedChecksum ?? crc32(content) }
  private var size: UInt32 { statedSize ?? UInt32(content.count) }
  private var dataSize: UInt32 { statedDataSize ?? UInt32(content.count) }

  /// An extra field with a number and bytes.
  static func field(_ number: UInt16, _ bytes: [UInt8]) -> [UInt8] {
    little(number) + little(UInt16(bytes.count)) + bytes
  }
}

/// A number's bytes, the lowest first.
func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// The checksum of zip and gzip.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc = ~0 as UInt32
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 {
      crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320
    }
  }
  return ~crc
}
