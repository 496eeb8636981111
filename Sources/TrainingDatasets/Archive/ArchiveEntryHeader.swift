/// What an archive says about an entry before its data.
struct ArchiveEntryHeader: Hashable {
  enum FileType: Hashable {
    case regular, directory, symbolicLink, hardLink, special
  }

  /// The name's bytes as stored; `nil` if libarchive cannot give it.
  var name: [UInt8]?
  var type: FileType
  var isEncrypted: Bool
  /// A compression that costs too much to undo.
  var refusedCompression: String?
  /// Whether the entry has content that libarchive passes over: a directory's.
  var hasHiddenContent = false

  /// Whether there is data that may be asked for.
  var isReadable: Bool { !isEncrypted && refusedCompression == nil }
}
