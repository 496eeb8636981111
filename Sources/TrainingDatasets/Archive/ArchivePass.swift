import TrainingManifest

/// One pass over an archive, whatever its kind.
protocol ArchivePass: AnyObject {
  /// The next entry; `nil` once everything was seen and nothing is left over.
  func next() throws(ArchiveFailure) -> ArchiveEntryHeader?

  /// The next bytes of the current entry, empty at its end; they stay valid until the next call.
  func readChunk(upTo count: Int) throws(ArchiveFailure) -> UnsafeRawBufferPointer
}

extension ArchivePass {
  /// The next bytes of the current entry, as many as there are at hand.
  func readChunk() throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    try readChunk(upTo: .max)
  }
}

extension ArchiveFile {
  /// What the file really is.
  func kind() throws(ArchiveFailure) -> ArchiveKind {
    guard size > 0 else {
      throw .archive(.unreadable(because: "the file is empty"))
    }
    let head = try bytes(at: 0, count: ArchiveKind.signatureBytes)
    guard let kind = ArchiveKind(content: head) else {
      let kinds = ArchiveKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw .archive(.unreadable(because: "its content is none of \(kinds)"))
    }
    return kind
  }

  func pass(
    as kind: ArchiveKind, limits: InspectionLimits
  ) throws(ArchiveFailure) -> any ArchivePass {
    switch kind {
    case .zip: try ZipPass(file: self, limits: limits)
    default: try TarPass(file: self, filter: kind.filter, limits: limits)
    }
  }
}
