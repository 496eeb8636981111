import TrainingManifest

/// A valid archive, which will be damaged.
struct MutationSample: Sendable {
  let bytes: [UInt8]
  /// A conversion of the damaged bytes to the archive; `nil` if they are the archive.
  var compression: ArchiveKind?
  /// Whether the bytes contain tar headers, whose checksums have to be corrected after the damage.
  var hasTarHeaders = false

  func packed(_ damaged: [UInt8]) throws -> [UInt8] {
    try compression.map { try ArchiveWriter.compressed($0, damaged).bytes() } ?? damaged
  }

  /// Archives of all kinds, with all parts that an inspection checks.
  static func all() throws -> [MutationSample] {
    var samples = try ArchiveKind.allCases.map { kind in
      MutationSample(bytes: try ArchiveWriter.archive(kind, of: entries).bytes())
    }
    samples += zips().map { MutationSample(bytes: $0) }
    samples.append(MutationSample(bytes: try xz()))
    for tar in try tars() {
      samples += [nil, ArchiveKind.tarGzip, .tarZstandard].map { kind in
        MutationSample(bytes: tar, compression: kind, hasTarHeaders: true)
      }
    }
    return samples
  }

  private static let entries: [SampleEntry] = [
    .directory("d/"), .file("d/a.txt", bytes: 3000), .file("b.txt", "hello"),
    .file("c.txt", bytes: 511), .other("link", .symbolicLink("b.txt")),
  ]

  /// With long names, attributes, and holes in GNU's two formats.
  private static func tars() throws -> [[UInt8]] {
    let holes: [SampleEntry] = [.other("hole", .hole(100_000)), .file("after")]
    var sparse = ForgedTar()
    sparse.addSparse(
      "hole", size: 200_000, map: Array("2\n5\n3\n100000\n3\n".utf8), Array("abcxyz".utf8))
    sparse.add("after", Array("content".utf8))
    sparse.end()
    let long = String(repeating: "n", count: 150)
    return [
      try ArchiveWriter.archive(.tar, of: entries + [.file(long)]).bytes(),
      try ArchiveWriter.archive(.tar, of: entries + [.file(long)], format: .paxTar).bytes(),
      try ArchiveWriter.archive(.tar, of: holes, format: .paxTar).bytes(), sparse.bytes,
    ]
  }

  /// Without compression, with zip64 records, a second name, sizes after the data, and LZMA.
  private static func zips() -> [[UInt8]] {
    let names = ForgedZip("a.txt", "b.txt", "c.txt", "d.txt")
    var large = names
    large.large = ForgedZip.LargeEnd()
    large.entries[0].statedSize = .max
    large.entries[0].statedDataSize = .max
    large.entries[0].extra = ForgedZip.Entry.field(1, little(7 as UInt64) + little(7 as UInt64))
    large.entries[0].localExtra = large.entries[0].extra
    var odd = names
    odd.comment = Array("comment".utf8)
    odd.entries[0].extra = ForgedZip.Entry.field(
      0x7075, [1] + little(crc32(Array("a.txt".utf8))) + Array("ä.txt".utf8))
    odd.entries[0].localExtra = odd.entries[0].extra
    odd.entries[1].flags = 1 << 3
    odd.entries[1].rest = Array(repeating: 7, count: 16)
    odd.entries[2].method = 14
    odd.entries[2].content = [9, 4, 5, 0, 0x5D, 0, 0, 0x80, 0, 0, 0, 0, 0]
    return [names.bytes(), large.bytes(), odd.bytes()]
  }

  /// Two streams with two blocks or more, and padding.
  private static func xz() throws -> [UInt8] {
    let tar = try ArchiveWriter.archive(.tar, of: entries).bytes()
    let halves = [tar[..<1500], tar[1500...]]
    return Array(
      try halves.map { half in
        try ArchiveWriter.compressed(.tarXZ, Array(half)).bytes() + [0, 0, 0, 0]
      }.joined())
  }
}
