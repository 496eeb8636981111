/// A kind of archive that datasets come in; the raw value is the name that providers write in
/// `dataset_type`.
public enum ArchiveKind: String, CaseIterable, Hashable, Sendable {
  case zip
  case tar
  case tarGzip = "tar.gz"
  case tarBzip2 = "tar.bz2"
  case tarXZ = "tar.xz"
  case tarZstandard = "tar.zst"

  /// Reads an item of `dataset_type`, e.g. `zip`, `TAR.GZ`, `.tgz`; `nil` for any other kind.
  public init?(name: String) {
    let bare = OptionList.normalised(name)
    guard let kind = Self.allCases.first(where: { $0.names.contains(bare) }) else { return nil }
    self = kind
  }

  /// The kind a file's name claims by its extension; `nil` if it claims none of these.
  public init?(fileName: String) {
    let lowercased = fileName.lowercased()
    let claimed = Self.allCases.reversed().first { kind in
      kind.names.contains { lowercased.hasSuffix("." + $0) }
    }
    guard let claimed else { return nil }
    self = claimed
  }

  /// Every name of the kind, in lower case; the first is the one to show.
  var names: [String] {
    switch self {
    case .zip, .tar: [rawValue]
    case .tarGzip: [rawValue, "tgz", "tar.gzip"]
    case .tarBzip2: [rawValue, "tbz2", "tbz", "tar.bzip2"]
    case .tarXZ: [rawValue, "txz"]
    case .tarZstandard: [rawValue, "tzst", "tar.zstd"]
    }
  }
}

extension ArchiveKind: CustomStringConvertible {
  public var description: String { rawValue }
}
