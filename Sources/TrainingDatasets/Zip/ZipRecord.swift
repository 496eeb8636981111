/// One record of a zip's central directory (APPNOTE 4.3.12).
struct ZipRecord: Hashable {
  let name: [UInt8]
  let flags: ZipFlags
  let method: ZipMethod
  let extra: ZipExtra
  let sizes: ZipSizes
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
    flags = ZipFlags(bits: block.littleEndian(at: index + 8))
    method = ZipMethod(number: block.littleEndian(at: index + 10))
    extra = ZipExtra(block[nameEnd..<extraEnd])
    sizes = try ZipSizes(
      at: index + 16, in: block, offset: block.littleEndian(at: index + 42), extra: extra)
  }

  /// Holds the record against the entry's local header, and says what the entry takes of the file.
  func span(in file: ArchiveFile) throws(ArchiveFailure) -> ZipSpan {
    guard !name.contains(0) else {
      throw .archive(.nulInName(EntryName(name).printableText))
    }
    guard let offset = Int64(exactly: sizes.localOffset), offset < file.size else {
      throw .archive(.directory("its directory leads out of the file"))
    }
    let local = try ZipLocalHeader(at: offset, in: file)
    try check(local)
    guard let dataBytes = Int64(exactly: sizes.compressed), dataBytes <= file.size else {
      throw .archive(.directory("an entry has more data than the file"))
    }
    // What is encrypted is never decompressed.
    let isHungry =
      flags.isEncrypted ? false : try method.isHungry(in: file, dataOffset: local.dataOffset)
    return ZipSpan(
      start: offset, end: local.dataOffset + dataBytes, method: method, isHungry: isHungry,
      hasContent: sizes.decompressed > 0, isEmpty: method.isEmpty(sizes),
      sizesFollow: local.flags.sizesFollow)
  }

  private func check(_ local: ZipLocalHeader) throws(ArchiveFailure) {
    guard local.name == name else {
      throw .archive(
        .directory("an entry has two names, one in the directory and one before its data"))
    }
    guard local.method == method, local.flags.encryption == flags.encryption,
      sizes.agree(with: local.sizes, sizesFollow: local.flags.sizesFollow)
    else {
      throw .archive(
        .directory("an entry is one thing in the directory and another before its data"))
    }
    for extra in [extra, local.extra] {
      try ZipUnicodePath(extra)?.check(against: name)
    }
  }
}
