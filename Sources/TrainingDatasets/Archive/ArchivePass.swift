import TrainingManifest

/// One pass over an archive, whatever its kind.
protocol ArchivePass: AnyObject {
  /// The next entry; `nil` once everything was seen and nothing is left over.
  func next() throws(ArchiveFailure) -> ArchiveEntryHeader?

  /// The next bytes of the current entry, empty at its end; they stay valid until the next call.
  func readChunk(upTo count: Int) throws(ArchiveFailure) -> UnsafeRawBufferPointer

  /// Ends the pass, with `enough`, once so many more bytes went in or came out.
  func allowFurther(_ bytes: UInt64)

  /// Whether entries are passed over without decompressing them.
  var passesOverForFree: Bool { get }
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
      let short = head.count < ArchiveKind.signatureBytes
      throw .archive(
        .unreadable(
          because: short
            ? "it ends after \(head.count) bytes, which begin none of \(kinds)"
            : "its content is none of \(kinds)"))
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
