/// The general purpose bits of an entry (APPNOTE 4.4.4).
struct ZipFlags: Hashable {
  let bits: UInt16

  var isEncrypted: Bool { bits & 1 != 0 }
  /// Checksum and sizes stand behind the data.
  var sizesFollow: Bool { bits & 1 << 3 != 0 }

  /// The bits that say how data is encrypted or hidden: 0, 6 and 13.
  var encryption: UInt16 { bits & (1 | 1 << 6 | 1 << 13) }
}
