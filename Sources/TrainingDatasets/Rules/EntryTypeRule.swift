/// An entry must be a file or a directory that anyone can read.
struct EntryTypeRule {
  func findings(for header: ArchiveEntryHeader) -> [Finding] {
    var findings: [Finding] = []
    switch header.type {
    case .regular, .directory: break
    case .symbolicLink: findings.append(Self.symbolicLink)
    case .hardLink: findings.append(Self.hardLink)
    case .special: findings.append(Self.special)
    }
    if header.hasHiddenContent { findings.append(Self.directoryContent) }
    if header.isEncrypted { findings.append(Self.encrypted) }
    if let method = header.refusedCompression { findings.append(.compression(method)) }
    return findings
  }

  private static let symbolicLink = Finding(
    .symbolicLink, "this is a symbolic link; pack the file it leads to")

  private static let hardLink = Finding(
    .hardLink, "this is a hard link; pack the file itself, e.g. with tar --hard-dereference")

  private static let special = Finding(
    .specialFile, "this is neither a file nor a directory; leave it out")

  private static let directoryContent = Finding(
    .directoryContent,
    "this is a directory and yet has content; pack the content as a file, or leave it out")

  static let encrypted = Finding(
    .encrypted, "the entry is encrypted; create the archive without a password")
}
