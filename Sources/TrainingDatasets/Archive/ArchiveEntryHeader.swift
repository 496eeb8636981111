/// What an archive says about an entry before its data.
struct ArchiveEntryHeader: Hashable {
  enum FileType: Hashable {
    case regular, directory, symbolicLink, hardLink, special
  }

  /// The name's bytes as stored; `nil` if libarchive cannot give it.
  var name: [UInt8]?
  var type: FileType
  var isEncrypted: Bool
}
