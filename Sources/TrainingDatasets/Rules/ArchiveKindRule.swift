import TrainingManifest

/// An archive must be of a welcome kind, and be what its name says.
struct ArchiveKindRule {
  /// The service's list; empty means any.
  let archiveKinds: [String]

  func findings(for kind: ArchiveKind, named name: String?) -> [Finding] {
    let welcome = archiveKinds.joined(separator: ", ")
    if let claimed = claim(of: name ?? ""), !kind.goes(by: claimed) {
      return [
        Finding(
          .archiveKind,
          """
          the file is named .\(claimed) but is really a \(kind); upload a real .\(claimed), or \
          a file named for what it is\(isWelcome(kind) ? "" : "; this service takes \(welcome)")
          """)
      ]
    }
    guard !isWelcome(kind) else { return [] }
    return [
      Finding(.archiveKind, "the archive is a \(kind); this service takes \(welcome)")
    ]
  }

  private func isWelcome(_ kind: ArchiveKind) -> Bool {
    archiveKinds.isEmpty || archiveKinds.contains { ArchiveKind(name: $0) == kind }
  }

  /// The archive kind a file's name claims. A name that claims none says nothing: the Python SDK
  /// looks only at the content, so `dataset` and `dataset.v2` are good names for a zip.
  private func claim(of name: String) -> String? {
    if let kind = ArchiveKind(fileName: name) { return kind.rawValue }
    let lowercased = name.lowercased()
    return Self.otherExtensions.first { lowercased.hasSuffix("." + $0) }
  }

  /// Extensions of compressed files that are none of the known kinds.
  private static let otherExtensions = [
    "7z", "rar", "gz", "bz2", "xz", "zst", "lz", "lz4", "lzma", "cab", "iso", "cpio", "ar",
  ]
}

extension ArchiveKind {
  /// Whether an extension is right for the kind: a `tar.gz` may go by `gz`.
  fileprivate func goes(by fileExtension: String) -> Bool {
    rawValue == fileExtension || rawValue == "tar." + fileExtension
  }
}
