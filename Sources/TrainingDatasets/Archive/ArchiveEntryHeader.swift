/// The information about an entry that precedes its data.
struct ArchiveEntryHeader: Hashable {
  enum FileType: Hashable {
    case regular, directory, symbolicLink, hardLink, special
  }

  /// The bytes of the name, as stored; `nil` if libarchive can't decode it.
  var name: [UInt8]?
  var type: FileType
  var isEncrypted: Bool
  /// The compression, if it needs too much memory to decompress.
  var refusedCompression: String?
  /// Whether the entry is a directory with content, which libarchive skips.
  var hasHiddenContent = false

  /// Whether the entry's data can and may be read.
  var isReadable: Bool { !isEncrypted && refusedCompression == nil }
}
