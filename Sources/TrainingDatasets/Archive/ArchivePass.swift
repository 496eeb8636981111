import TrainingManifest

/// One pass over an archive of any kind.
protocol ArchivePass: AnyObject {
  /// Returns the next entry; `nil` at the end. Throws if the archive doesn't end as it should.
  func next() throws(ArchiveFailure) -> ArchiveEntryHeader?

  /// Returns the next bytes of the current entry; none at its end. They are valid until the next
  /// call.
  func readChunk(upTo count: Int) throws(ArchiveFailure) -> UnsafeRawBufferPointer

  /// Makes the pass end with `stoppedEarly` after so many more bytes were read or decompressed.
  func allowFurther(_ bytes: UInt64)

  /// Whether entries are skipped without decompressing them.
  var skipsWithoutDecompressing: Bool { get }
}

extension ArchivePass {
  /// Returns the next available bytes of the current entry; none at its end.
  func readChunk() throws(ArchiveFailure) -> UnsafeRawBufferPointer {
    try readChunk(upTo: .max)
  }
}

extension ArchiveFile {
  /// Determines the kind of the archive from its content.
  func kind() throws(ArchiveFailure) -> ArchiveKind {
    guard size > 0 else {
      throw .archive(.unreadable(because: "the file is empty"))
    }
    let head = try bytes(at: 0, count: ArchiveKind.signatureBytes)
    guard let kind = ArchiveKind(content: head) else {
      let kinds = ArchiveKind.allCases.map(\.rawValue).joined(separator: ", ")
      let short = head.count < ArchiveKind.signatureBytes
      throw .archive(
        .unreadable(
          because: short
            ? "it has only \(head.count) bytes, which aren't the beginning of any of \(kinds)"
            : "its content isn't any of \(kinds)"))
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
