/// An entry must be a regular file or a directory, and must not be encrypted.
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
    .symbolicLink, "this entry is a symbolic link; pack the file that it leads to")

  private static let hardLink = Finding(
    .hardLink,
    "this entry is a hard link; pack the file itself, for example with tar --hard-dereference")

  private static let special = Finding(
    .specialFile, "this entry is neither a file nor a directory; leave it out")

  private static let directoryContent = Finding(
    .directoryContent,
    "this entry is a directory but has content; pack the content as a file, or leave it out")

  static let encrypted = Finding(
    .encrypted, "the entry is encrypted; create the archive without a password")
}
