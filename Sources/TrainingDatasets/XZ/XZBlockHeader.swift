/// The header of an xz block without its first byte (The .xz File Format, 3.1).
struct XZBlockHeader: Hashable {
  /// The size of LZMA2's dictionary in bytes; `nil` if the block doesn't have the filter LZMA2,
  /// which must be the last one of every block.
  let dictionaryBytes: UInt64?

  private static let lzma2: UInt64 = 0x21
  /// The dictionary of `xz -9`.
  private static let largestDictionary: UInt64 = 64 << 20

  init(_ bytes: [UInt8]) {
    var rest = bytes.dropFirst()
    let flags = bytes.first ?? 0
    for bit in [0x40 as UInt8, 0x80] where flags & bit != 0 { _ = Self.number(&rest) }
    var found: UInt64?
    for _ in 0...(flags & 3) {
      let filter = Self.number(&rest)
      let count = Int(clamping: Self.number(&rest))
      if filter == Self.lzma2 { found = rest.first.map(Self.dictionary) }
      rest = rest.dropFirst(count)
    }
    dictionaryBytes = found
  }

  func check() throws(ArchiveFailure) {
    guard let dictionaryBytes else {
      throw .archive(.unreadable(because: "its xz data is damaged"))
    }
    guard dictionaryBytes <= Self.largestDictionary else {
      throw .archive(
        .memory("xz with a dictionary of more than \(Self.largestDictionary >> 20) MiB"))
    }
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<9 as Range<UInt64> {
      guard let byte = bytes.popFirst() else { break }
      number |= UInt64(byte & 0x7F) << (7 * index)
      if byte & 0x80 == 0 { break }
    }
    return number
  }

  /// The size of the dictionary: two or three times a power of two (5.3.1).
  private static func dictionary(_ properties: UInt8) -> UInt64 {
    let bits = UInt64(properties & 0x3F)
    return (2 | bits & 1) << (bits / 2 + 11)
  }
}
