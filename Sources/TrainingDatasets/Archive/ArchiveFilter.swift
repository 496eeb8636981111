import CArchive
import TrainingManifest

/// The compression of a tar.
enum ArchiveFilter: Hashable {
  case gzip, bzip2, xz, zstandard

  /// Switches the filter on in libarchive and returns its status.
  func enable(_ archive: OpaquePointer) -> CInt {
    switch self {
    case .gzip: archive_read_support_filter_gzip(archive)
    case .bzip2: archive_read_support_filter_bzip2(archive)
    case .xz: archive_read_support_filter_xz(archive)
    case .zstandard: archive_read_support_filter_zstd(archive)
    }
  }
}

extension ArchiveKind {
  /// The compression of a tar; `nil` for a zip and a plain tar.
  var filter: ArchiveFilter? {
    switch self {
    case .zip, .tar: nil
    case .tarGzip: .gzip
    case .tarBzip2: .bzip2
    case .tarXZ: .xz
    case .tarZstandard: .zstandard
    }
  }
}
