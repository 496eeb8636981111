/// The header before an entry's data, which libarchive trusts (APPNOTE 4.3.7).
struct ZipLocalHeader: Hashable {
  let flags: ZipFlags
  let method: ZipMethod
  let name: [UInt8]
  let extra: ZipExtra
  let sizes: ZipSizes
  /// The offset of the data in the file.
  let dataOffset: Int64

  private static let headerBytes = 30
  private static let signature: [UInt8] = [0x50, 0x4B, 3, 4]
  /// Enough bytes for the name and the extra fields of most entries, so that one read is
  /// sufficient.
  private static let usualBytes = 226

  init(at offset: Int64, in file: ArchiveFile) throws(ArchiveFailure) {
    var header = try file.bytes(at: offset, count: Self.headerBytes + Self.usualBytes)
    guard header.contains(Self.signature, at: 0) else {
      throw .archive(.directory("its directory points to something that isn't an entry"))
    }
    let nameEnd = Self.headerBytes + Int(header.littleEndian(at: 26, as: UInt16.self))
    let extraEnd = nameEnd + Int(header.littleEndian(at: 28, as: UInt16.self))
    if extraEnd > header.count { header = try file.bytes(at: offset, count: extraEnd) }
    guard extraEnd <= header.count else { throw .archive(.truncated) }
    flags = ZipFlags(bits: header.littleEndian(at: 6))
    method = ZipMethod(number: header.littleEndian(at: 8))
    name = Array(header[Self.headerBytes..<nameEnd])
    extra = ZipExtra(header[nameEnd..<extraEnd])
    sizes = try ZipSizes(at: 14, in: header, offset: 0, extra: extra)
    dataOffset = offset + Int64(extraEnd)
  }
}
