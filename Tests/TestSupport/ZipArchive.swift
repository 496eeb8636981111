public import Foundation

/// Writes real zip archives without compression.
public enum ZipArchive {
  /// Returns an archive with `entries`, in their order.
  public static func make(_ entries: [(name: String, data: Data)]) -> Data {
    var archive = Data()
    var directory = Data()
    for (name, data) in entries {
      let offset = archive.count
      let size = le32(UInt32(data.count))
      let common = [
        le16(20), le16(0x800), le16(0), le16(0), le16(0x21), le32(crc32(data)), size, size,
        le16(UInt16(name.utf8.count)), le16(0),
      ].reduce(Data(), +)
      archive += [le32(0x0403_4B50), common, Data(name.utf8), data].reduce(Data(), +)
      directory += [
        le32(0x0201_4B50), le16(0x0314), common, le16(0), le16(0), le16(0),
        le32(0o100644 << 16), le32(UInt32(offset)), Data(name.utf8),
      ].reduce(Data(), +)
    }
    let count = le16(UInt16(entries.count))
    let end = [
      le32(0x0605_4B50), le16(0), le16(0), count, count, le32(UInt32(directory.count)),
      le32(UInt32(archive.count)), le16(0),
    ].reduce(Data(), +)
    return archive + directory + end
  }

  /// A dataset that test methods accept, with `bytes` bytes of content.
  public static func dataset(bytes: Int = 100) -> Data {
    make([("a.txt", Data((0..<bytes).map { UInt8(truncatingIfNeeded: $0) }))])
  }

  private static func le16(_ value: UInt16) -> Data {
    withUnsafeBytes(of: value.littleEndian) { Data($0) }
  }

  private static func le32(_ value: UInt32) -> Data {
    withUnsafeBytes(of: value.littleEndian) { Data($0) }
  }

  private static func crc32(_ data: Data) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in data {
      crc ^= UInt32(byte)
      for _ in 0..<8 {
        let polynomial: UInt32 = crc & 1 == 1 ? 0xEDB8_8320 : 0
        crc = (crc >> 1) ^ polynomial
      }
    }
    return ~crc
  }
}
