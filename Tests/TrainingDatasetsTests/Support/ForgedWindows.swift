extension [UInt8] {
  /// Changes the dictionary size in the first block of an xz file (The .xz File Format, 3.1,
  /// 5.3.1).
  mutating func forgeDictionary(_ property: UInt8) {
    let header = 12..<12 + (Int(self[12]) + 1) * 4
    guard let filter = self[header].firstIndex(of: 0x21) else { return }
    self[filter + 2] = property
    replaceSubrange(header.suffix(4), with: little(crc32(Array(self[header].dropLast(4)))))
  }

  /// A tar.zst with one block that requires a window (RFC 8878, 3.1.1).
  static func zstandard(windowLog: UInt8) -> [UInt8] {
    var tar = ForgedTar()
    tar.add("a", Array("content".utf8))
    tar.end()
    let block = little(UInt32(tar.bytes.count << 3 | 1)).prefix(3)
    return [0x28, 0xB5, 0x2F, 0xFD, 0, (windowLog - 10) << 3] + block + tar.bytes
  }
}
