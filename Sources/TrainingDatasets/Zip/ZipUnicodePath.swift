/// A second name of an entry, in UTF-8. libarchive and Info-ZIP use it, while Python's zipfile uses
/// the first name (APPNOTE 4.6.9).
struct ZipUnicodePath: Hashable {
  private let name: EntryName

  /// The size of the version and of the first name's checksum.
  private static let headBytes = 5

  init?(_ extra: ZipExtra) throws(ArchiveFailure) {
    guard let field = try extra.field(ZipExtra.unicodePath) else { return nil }
    name = EntryName(Array(field.dropFirst(Self.headBytes)))
  }

  /// Checks the first name, which may use an older character set. It has to be harmless as well,
  /// and must have the same extension.
  func check(against firstName: [UInt8]) throws(ArchiveFailure) {
    let first = EntryName(firstName)
    let leadsAway = NameRule(maxNameBytes: .max).findings(for: first)
      .contains { [.absolutePath, .parentPath, .driveLetter].contains($0.rule) }
    guard !leadsAway, first.fileType?.lowercased() == name.fileType?.lowercased() else {
      throw .archive(
        .directory(
          "an entry has two names that contradict each other, one of them in Unicode"))
    }
  }
}
