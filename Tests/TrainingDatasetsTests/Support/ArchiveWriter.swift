import CArchive
import TrainingManifest

@testable import TrainingDatasets

/// Writes real archives with libarchive.
final class ArchiveWriter {
  struct Failure: Error { var reason: String }

  /// The format of the entries: raw is only the data of one entry, and pax is a tar with holes.
  enum Format { case zip, gnuTar, paxTar, raw }

  private let archive: OpaquePointer

  /// Writes an archive of the kind; `passphrase` encrypts a zip in the traditional way.
  static func archive(
    _ kind: ArchiveKind, of entries: [SampleEntry], format: Format? = nil,
    passphrase: String? = nil
  ) throws -> TemporaryFile {
    let file = try TemporaryFile()
    let writer = try ArchiveWriter(kind, path: file.path, format: format, passphrase: passphrase)
    for entry in entries { try writer.add(entry) }
    try writer.close()
    return file
  }

  /// Compresses any bytes with the compression of a kind, followed by `zeros` zeros.
  static func compressed(
    _ kind: ArchiveKind, _ bytes: [UInt8], zeros: Int = 0
  ) throws -> TemporaryFile {
    let file = try TemporaryFile()
    let writer = try ArchiveWriter(kind, path: file.path, format: .raw)
    try writer.add(.file(named: [0x61], bytes))
    try writer.write(.zeros(zeros))
    try writer.close()
    return file
  }

  init(
    _ kind: ArchiveKind, path: String, format: Format? = nil, passphrase: String? = nil
  ) throws {
    guard let archive = archive_write_new() else { throw Failure(reason: "no memory") }
    self.archive = archive
    switch format ?? (kind == .zip ? .zip : .gnuTar) {
    case .zip: try check(archive_write_set_format_zip(archive))
    case .gnuTar: try check(archive_write_set_format_gnutar(archive))
    case .paxTar: try check(archive_write_set_format_pax_restricted(archive))
    case .raw: try check(archive_write_set_format_raw(archive))
    }
    try addFilter(of: kind)
    if let passphrase {
      try check(archive_write_set_options(archive, "zip:encryption=traditional"))
      try check(archive_write_set_passphrase(archive, passphrase))
    }
    try check(archive_write_open_filename(archive, path))
  }

  private func addFilter(of kind: ArchiveKind) throws {
    switch kind {
    case .zip, .tar: break
    case .tarGzip: try check(archive_write_add_filter_gzip(archive))
    case .tarBzip2: try check(archive_write_add_filter_bzip2(archive))
    case .tarXZ: try check(archive_write_add_filter_xz(archive))
    case .tarZstandard: try check(archive_write_add_filter_zstd(archive))
    }
  }

  deinit {
    archive_write_free(archive)
  }

  func add(_ sample: SampleEntry) throws {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    let name = (sample.name + [0]).map { CChar(bitPattern: $0) }
    archive_entry_copy_pathname(entry, name)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_filetype(entry, sample.kind.fileType)
    archive_entry_set_size(entry, Int64(sample.kind.size))
    switch sample.kind {
    case .symbolicLink(let target): archive_entry_set_symlink(entry, target)
    case .hardLink(let target): archive_entry_set_hardlink(entry, target)
    case .hole(let count): archive_entry_sparse_add_entry(entry, Int64(count - 10), 10)
    default: break
    }
    try check(archive_write_header(archive, entry))
    try write(sample.kind)
  }

  func close() throws {
    try check(archive_write_close(archive))
  }

  private func write(_ kind: SampleEntry.Kind) throws {
    switch kind {
    case .file(let bytes): try write(bytes)
    case .zeros(let count):
      let block = [UInt8](repeating: 0, count: 1 << 20)
      for _ in 0..<count / block.count { try write(block) }
      try write(Array(block.prefix(count % block.count)))
    case .hole(let count): try write(.zeros(count))
    default: break
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    guard archive_write_data(archive, bytes, bytes.count) == bytes.count else {
      try check(ARCHIVE_FATAL)
      return
    }
  }

  private func check(_ status: CInt) throws {
    guard status == ARCHIVE_OK else {
      throw Failure(reason: archive_error_string(archive).map { String(cString: $0) } ?? "")
    }
  }
}

extension SampleEntry.Kind {
  fileprivate var size: Int {
    switch self {
    case .file(let bytes): bytes.count
    case .zeros(let count), .hole(let count): count
    default: 0
    }
  }

  fileprivate var fileType: UInt32 {
    switch self {
    case .file, .zeros, .hole, .hardLink: 0o100000
    case .directory: 0o040000
    case .symbolicLink: 0o120000
    case .fifo: 0o010000
    case .device: 0o020000
    }
  }
}
