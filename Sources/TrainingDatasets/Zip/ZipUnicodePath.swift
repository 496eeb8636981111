/// A second name of an entry, in UTF-8: libarchive and Info-ZIP go by it, Python's zipfile goes by the
/// first one (APPNOTE 4.6.9).
struct ZipUnicodePath: Hashable {
  private let name: EntryName

  /// Version and checksum of the first name.
  private static let headBytes = 5

  init?(_ extra: ZipExtra) throws(ArchiveFailure) {
    guard let field = try extra.field(ZipExtra.unicodePath) else { return nil }
    name = EntryName(Array(field.dropFirst(Self.headBytes)))
  }

  /// The first name may be written in letters of another age, but has to be harmless too and to mean
  /// a file of the same type.
  func check(against firstName: [UInt8]) throws(ArchiveFailure) {
    let first = EntryName(firstName)
    let leadsAway = NameRule(maxNameBytes: .max).findings(for: first)
      .contains { [.absolutePath, .parentPath, .driveLetter].contains($0.rule) }
    guard !leadsAway, first.fileType?.lowercased() == name.fileType?.lowercased() else {
      throw .archive(.directory("an entry has two names, of which one is in Unicode"))
    }
  }
}
