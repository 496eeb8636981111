/// The general purpose bits of an entry (APPNOTE 4.4.4).
struct ZipFlags: Hashable {
  let bits: UInt16

  var isEncrypted: Bool { bits & 1 != 0 }
  /// Whether checksum and sizes follow the data.
  var sizesFollow: Bool { bits & 1 << 3 != 0 }

  /// The bits for encrypted or hidden data: 0, 6 and 13.
  var encryption: UInt16 { bits & (1 | 1 << 6 | 1 << 13) }
}
