/// The compression method of an entry in a zip (APPNOTE 4.4.5).
struct ZipMethod: Hashable {
  let number: UInt16

  private static let lzma: UInt16 = 14
  /// Store, deflate, deflate64, bzip2 and Zstandard. The format or the library limits their
  /// windows.
  private static let modest: Set<UInt16> = [0, 8, 9, 12, 93]
  /// Eight times the dictionary that Python's zipfile uses.
  private static let largestDictionary: UInt32 = 64 << 20

  /// Whether decompressing may need gigabytes of memory. LZMA, which Python's zipfile can write, is
  /// accepted with a dictionary of ordinary size. The size is stated before the data.
  func needsTooMuchMemory(in file: ArchiveFile, dataOffset: Int64) throws(ArchiveFailure) -> Bool {
    if Self.modest.contains(number) { return false }
    guard number == Self.lzma else { return true }
    let properties = try file.bytes(at: dataOffset, count: 9)
    return properties.littleEndian(at: 5, as: UInt32.self) > Self.largestDictionary
  }

  /// Whether these are the sizes of an empty file that was compressed with LZMA. Python's zipfile
  /// writes such files, but libarchive can't read them. They aren't decompressed, so it doesn't
  /// matter what their few bytes really contain.
  func isEmpty(_ sizes: ZipSizes) -> Bool {
    number == Self.lzma && sizes.decompressed == 0 && sizes.compressed <= 32
  }

  /// The method of an entry that needs too much memory, for messages.
  var description: String {
    number == Self.lzma
      ? "LZMA and a dictionary of more than \(Self.largestDictionary >> 20) "
        + "MiB" : "method \(number)"
  }
}
