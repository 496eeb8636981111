import Testing
import TrainingManifest

/// A hostile archive with the expected violations.
struct HostileArchive: Sendable, CustomTestStringConvertible {
  let name: String
  /// The rules that it breaks, in order and without duplicates.
  let rules: [String]
  /// The memory that the inspection may use.
  var mebibytes = 64
  let make: @Sendable () throws -> TemporaryFile

  var testDescription: String { name }

  static let corpus = bombs + lies + masses + windows

  private static let bombs = [
    HostileArchive(name: "a gigabyte of zeros in a zip", rules: ["archive.expansion_ratio"]) {
      try ArchiveWriter.archive(.zip, of: [.file("zeros", bytes: 1 << 30)])
    },
    HostileArchive(name: "a gigabyte of zeros in a tar.gz", rules: ["archive.expansion_ratio"]) {
      try ArchiveWriter.archive(.tarGzip, of: [.file("zeros", bytes: 1 << 30)])
    },
    HostileArchive(name: "many entries, one content", rules: ["archive.overlapping_entries"]) {
      var zip = ForgedZip()
      zip.entries = (0..<20_000).map { number in
        .init(name: Array("a".utf8), sharesDataOf: number == 0 ? nil : 0)
      }
      return try TemporaryFile(zip.bytes())
    },
    HostileArchive(name: "a terabyte's hole", rules: ["archive.expansion_ratio"]) {
      var tar = ForgedTar()
      tar.addSparse("hole", size: 1 << 40, map: Array("0\n".utf8), [])
      tar.end()
      return try TemporaryFile(tar.bytes)
    },
    // Harmless to a reader that never opens nested archives.
    HostileArchive(name: "a zip in a zip, fifty times", rules: []) {
      var bytes = ForgedZip("core").bytes()
      for _ in 0..<50 {
        var zip = ForgedZip("inner.zip", "twin.zip")
        zip.entries[0].content = bytes
        bytes = zip.bytes()
      }
      return try TemporaryFile(bytes)
    },
  ]

  private static let lies = [
    HostileArchive(name: "forged sizes", rules: ["archive.directory_mismatch"]) {
      var zip = ForgedZip("a")
      zip.entries[0].localSize = .max - 1
      return try TemporaryFile(zip.bytes())
    },
    HostileArchive(name: "forged zip64", rules: ["archive.directory_mismatch"]) {
      var zip = ForgedZip("a")
      zip.large = ForgedZip.LargeEnd(statedCount: 1 << 62)
      return try TemporaryFile(zip.bytes())
    },
    HostileArchive(name: "truncated", rules: ["archive.truncated"]) {
      try TemporaryFile(Array(ForgedZip("a", "b").bytes().dropLast(30)))
    },
    HostileArchive(name: "trailing data", rules: ["archive.trailing_data"]) {
      try TemporaryFile(ForgedZip("a").bytes() + [1, 2, 3])
    },
    HostileArchive(name: "names in no UTF-8", rules: ["entry.duplicate"]) {
      var zip = ForgedZip()
      zip.entries = [[0x82, 0xFF], [0x90, 0xFF]].map { .init(name: $0) }
      return try TemporaryFile(zip.bytes())
    },
  ]

  private static let masses = [
    HostileArchive(name: "100,000 entries", rules: ["archive.too_many_entries"], mebibytes: 96) {
      try ArchiveWriter.archive(.zip, of: (0..<100_000).map { .file("\($0)", "") })
    },
    HostileArchive(name: "100,000 in a tar.gz", rules: ["archive.too_many_entries"]) {
      try ArchiveWriter.archive(.tarGzip, of: (0..<100_000).map { .file("\($0)", "") })
    },
    HostileArchive(name: "50,000 violations", rules: ["entry.parent_path"]) {
      try ArchiveWriter.archive(.tarGzip, of: (0..<50_000).map { .file("../\($0)", "") })
    },
    HostileArchive(name: "millions of holes", rules: ["archive.unreadable"]) {
      var tar = ForgedTar()
      let holes = Array(repeating: Array("0\n0\n".utf8), count: 4_000_000).joined()
      tar.addSparse("hole", size: 10, map: Array("4000000\n".utf8) + holes, [])
      tar.end()
      return try ArchiveWriter.compressed(.tarGzip, tar.bytes)
    },
    HostileArchive(name: "an endless name", rules: ["archive.unreadable"]) {
      let head: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3]
      return try TemporaryFile(head + Array(repeating: 0x61, count: 200 << 20))
    },
  ]

  private static let windows = [
    HostileArchive(name: "4 GiB for xz", rules: ["entry.compression"]) {
      var bytes = try ArchiveWriter.archive(.tarXZ, of: [.file("a")]).bytes()
      bytes.forgeDictionary(40)
      return try TemporaryFile(bytes)
    },
    HostileArchive(name: "2 GiB for zstd", rules: ["archive.unreadable"]) {
      try TemporaryFile(.zstandard(windowLog: 31))
    },
    // The window of `zstd --ultra`.
    HostileArchive(name: "128 MiB for zstd", rules: [], mebibytes: 192) {
      try TemporaryFile(.zstandard(windowLog: 27))
    },
  ]
}
