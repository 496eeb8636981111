import TrainingManifest

/// An archive must have an accepted kind, and the kind that its name says.
struct ArchiveKindRule {
  /// The kinds that the service accepts. An empty list accepts all.
  let archiveKinds: [String]

  func findings(for kind: ArchiveKind, named name: String?) -> [Finding] {
    let acceptedList = archiveKinds.joined(separator: ", ")
    if let claimed = claim(of: name ?? ""), !kind.accepts(extension: claimed) {
      return [
        Finding(
          .archiveKind,
          """
          the file is named .\(claimed), but it is a \(kind); upload a real .\(claimed), or \
          correct its name\(isAccepted(kind) ? "" : "; this service accepts \(acceptedList)")
          """)
      ]
    }
    guard !isAccepted(kind) else { return [] }
    return [
      Finding(.archiveKind, "the archive is a \(kind); this service accepts \(acceptedList)")
    ]
  }

  /// What is wrong with a name that no archive of an accepted kind may have; `nil` for other names.
  func finding(forName name: String) -> Finding? {
    let accepted = ArchiveKind.allCases.filter(isAccepted)
    guard let claimed = claim(of: name),
      !accepted.contains(where: { $0.accepts(extension: claimed) })
    else { return nil }
    let list = archiveKinds.isEmpty ? accepted.map(\.rawValue) : archiveKinds
    return Finding(
      .archiveKind,
      "the file is named .\(claimed); this service accepts \(list.joined(separator: ", "))")
  }

  private func isAccepted(_ kind: ArchiveKind) -> Bool {
    archiveKinds.isEmpty || archiveKinds.contains { ArchiveKind(name: $0) == kind }
  }

  /// The archive kind that a file's name claims. Names without a known extension claim nothing: the
  /// Python SDK checks only the content, so `dataset` and `dataset.v2` are valid names for a zip.
  private func claim(of name: String) -> String? {
    if let kind = ArchiveKind(fileName: name) { return kind.rawValue }
    let lowercased = name.lowercased()
    return Self.otherExtensions.first { lowercased.hasSuffix("." + $0) }
  }

  /// Extensions of compressed files and archives that aren't known kinds.
  private static let otherExtensions = [
    "7z", "rar", "gz", "bz2", "xz", "zst", "lz", "lz4", "lzma", "cab", "iso", "cpio", "ar",
  ]
}

extension ArchiveKind {
  /// Whether an extension is right for the kind. A `tar.gz` may have just `gz`.
  fileprivate func accepts(extension fileExtension: String) -> Bool {
    rawValue == fileExtension || rawValue == "tar." + fileExtension
  }
}
