/// How an entry of a zip is compressed (APPNOTE 4.4.5).
struct ZipMethod: Hashable {
  let number: UInt16

  private static let lzma: UInt16 = 14
  /// Store, deflate, deflate64, bzip2 and Zstandard: their windows are bounded by format or library.
  private static let modest: Set<UInt16> = [0, 8, 9, 12, 93]
  /// Eight times what Python's zipfile asks for.
  private static let largestDictionary: UInt32 = 64 << 20

  /// Whether an archive may demand gigabytes of memory by this method. LZMA, which Python's zipfile
  /// writes too, is welcome with a dictionary of usual size; that stands before the data.
  func isHungry(in file: ArchiveFile, dataOffset: Int64) throws(ArchiveFailure) -> Bool {
    if Self.modest.contains(number) { return false }
    guard number == Self.lzma else { return true }
    let properties = try file.bytes(at: dataOffset, count: 9)
    return properties.littleEndian(at: 5, as: UInt32.self) > Self.largestDictionary
  }

  /// Whether these are the sizes of an empty file. libarchive cannot read one that Python's zipfile
  /// compressed with LZMA; what so few bytes could hold instead of nothing is no danger.
  func isEmpty(_ sizes: ZipSizes) -> Bool {
    number == Self.lzma && sizes.decompressed == 0 && sizes.compressed <= 32
  }

  /// What a hungry entry is compressed with.
  var demand: String {
    number == Self.lzma
      ? "LZMA with more than \(Self.largestDictionary >> 20) MiB" : "method \(number)"
  }
}
