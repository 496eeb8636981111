import TrainingProvider

/// The keys of the objects that blobs consist of.
///
/// ```text
/// PREFIXblobs/KIND/MODEL/TOKEN/index          a blob
/// PREFIXfiles/KIND/MODEL/TOKEN/NUMBER         its files
/// PREFIXtrash/LABEL/KIND/MODEL/TOKEN/index    a blob that was taken out of use; its files stay
/// ```
///
/// KIND is `datasets` or `artefacts`.
struct BlobObjects {
  let prefix: String

  /// The last part of the key of an index.
  private static let indexName = "index"

  func index(of key: BlobKey) -> String { "\(prefix)blobs/\(key)/\(Self.indexName)" }

  func file(_ number: Int, of key: BlobKey) -> String { "\(files(of: key))\(number)" }

  /// What the keys of a blob's files begin with.
  func files(of key: BlobKey) -> String { "\(prefix)files/\(key)/" }

  /// What the keys of all files of a model's blobs of a kind begin with.
  func files(of kind: BlobKey.Kind, model: String) -> String {
    "\(prefix)files/\(BlobKey(kind, model))/"
  }

  /// What the keys of the indices of a model's blobs of a kind begin with.
  func indices(of kind: BlobKey.Kind, model: String) -> String {
    "\(prefix)blobs/\(BlobKey(kind, model))/"
  }

  /// What the keys of the indices of all blobs of a kind begin with.
  func indices(of kind: BlobKey.Kind) -> String { "\(prefix)blobs/\(BlobKey(kind, ""))" }

  /// What the keys of all files of blobs of a kind begin with.
  func files(of kind: BlobKey.Kind) -> String { "\(prefix)files/\(BlobKey(kind, ""))" }

  func discarded(_ key: BlobKey, as label: String) -> String {
    "\(trash)\(label)/\(key)/\(Self.indexName)"
  }

  var trash: String { "\(prefix)trash/" }

  /// The blob to which the object with a key belongs: an index or a file of a kind.
  ///
  /// - Returns: `nil` if a stranger put the object there.
  func blob(_ key: String, _ kind: BlobKey.Kind, below start: String) -> BlobKey? {
    guard key.hasPrefix(start) else { return nil }
    let parts = key.dropFirst(start.count).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return BlobKey(kind, "\(parts[0])/\(parts[1])")
  }

  /// The blob whose index is in the trash under a key; `nil` if a stranger put it there.
  func discardedBlob(_ key: String) -> BlobKey? {
    guard key.hasPrefix(trash) else { return nil }
    let rest = key.dropFirst(trash.count).drop { $0 != "/" }.dropFirst()
    for kind in BlobKey.Kind.allCases {
      if let blob = blob(String(rest), kind, below: "\(BlobKey(kind, ""))") { return blob }
    }
    return nil
  }
}
