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

  /// Parses the record at an index; `nil` if the block doesn't contain all of it.
  init?(at index: Int, in block: [UInt8]) throws(ArchiveFailure) {
    guard block.count - index >= Self.headerBytes else { return nil }
    guard block.contains(Self.signature, at: index) else {
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

  /// Checks the record against the entry's local header, and returns the range of the entry in the
  /// file.
  func span(in file: ArchiveFile) throws(ArchiveFailure) -> ZipSpan {
    guard !name.contains(0) else {
      throw .archive(.nulInName(EntryName(name).printableText))
    }
    guard let offset = Int64(exactly: sizes.localOffset), offset < file.size else {
      throw .archive(.directory("its directory points to a position outside the file"))
    }
    let local = try ZipLocalHeader(at: offset, in: file)
    try check(local)
    guard let dataBytes = Int64(exactly: sizes.compressed), dataBytes <= file.size else {
      throw .archive(.directory("an entry claims to have more data than the file"))
    }
    // Encrypted data is never decompressed.
    let needsTooMuchMemory =
      flags.isEncrypted
      ? false : try method.needsTooMuchMemory(in: file, dataOffset: local.dataOffset)
    return ZipSpan(
      start: offset, end: local.dataOffset + dataBytes, method: method,
      needsTooMuchMemory: needsTooMuchMemory,
      hasContent: sizes.decompressed > 0, isEmpty: method.isEmpty(sizes),
      sizesFollow: local.flags.sizesFollow)
  }

  private func check(_ local: ZipLocalHeader) throws(ArchiveFailure) {
    guard local.name == name else {
      throw .archive(
        .directory("an entry has different names in the directory and before its data"))
    }
    guard local.method == method, local.flags.encryption == flags.encryption,
      sizes.agree(with: local.sizes, sizesFollow: local.flags.sizesFollow)
    else {
      throw .archive(
        .directory("an entry is described differently in the directory and before its data"))
    }
    for extra in [extra, local.extra] {
      try ZipUnicodePath(extra)?.check(against: name)
    }
  }
}
