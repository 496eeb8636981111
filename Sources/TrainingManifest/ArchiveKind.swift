/// A kind of archive for datasets. The raw value is its name in the option `dataset_type`.
public enum ArchiveKind: String, CaseIterable, Hashable, Sendable {
  /// A zip archive.
  case zip
  /// A tar, not compressed.
  case tar
  /// A tar compressed with gzip.
  case tarGzip = "tar.gz"
  /// A tar compressed with bzip2.
  case tarBzip2 = "tar.bz2"
  /// A tar compressed with xz.
  case tarXZ = "tar.xz"
  /// A tar compressed with Zstandard.
  case tarZstandard = "tar.zst"

  /// Parses an item of `dataset_type`, for example `zip`, `TAR.GZ` or `.tgz`; `nil` if the kind is
  /// unknown.
  public init?(name: String) {
    let bare = OptionList.normalised(name)
    guard let kind = Self.allCases.first(where: { $0.names.contains(bare) }) else { return nil }
    self = kind
  }

  /// Determines the kind from the extension of a file name; `nil` if the extension is unknown.
  public init?(fileName: String) {
    let lowercased = fileName.lowercased()
    let claimed = Self.allCases.reversed().first { kind in
      kind.names.contains { lowercased.hasSuffix("." + $0) }
    }
    guard let claimed else { return nil }
    self = claimed
  }

  /// All names of the kind, in lower case. The first is the raw value.
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
