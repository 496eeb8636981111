/// The structure of an xz file, followed without decompressing anything (The .xz File Format, 1.2.1).
///
/// Each block names the dictionary it needs, up to 4 GiB, and liblzma would take that much memory.
/// Blocks follow each other without an index in front, but the LZMA2 chunks in them say their sizes.
struct XZStructure {
  /// What the next bytes are.
  private enum Part {
    case streamHeader, blockSize, blockHeader, chunk, chunkSizes, indexNumber, footer, padding
    /// Not xz any more; libarchive says so too.
    case foreign
  }

  private var part = Part.streamHeader
  /// How many bytes the part has, and those seen so far.
  private var wanted = 12
  private var seen: [UInt8] = []
  /// Bytes to pass over before the part begins.
  private var ignored = 0
  private var checkBytes = 0
  /// The bytes of the block's data or of the index, for their padding.
  private var length = 0
  private var blockCount: UInt64 = 0
  /// The numbers that the index still holds; `nil` before it has said how many blocks there are.
  private var numbers: UInt64?

  mutating func read(_ block: UnsafeRawBufferPointer) throws(ArchiveFailure) {
    var index = 0
    while index < block.count, part != .foreign {
      let skipped = min(ignored, block.count - index)
      ignored -= skipped
      index += skipped
      guard ignored == 0 else { return }
      let taken = min(wanted - seen.count, block.count - index)
      seen += block[index..<index + taken]
      index += taken
      guard seen.count == wanted else { return }
      let bytes = seen
      seen.removeAll(keepingCapacity: true)
      try finish(bytes)
    }
  }

  private mutating func expect(_ part: Part, bytes: Int, after ignored: Int = 0) {
    (self.part, wanted, self.ignored) = (part, bytes, ignored)
  }

  private mutating func finish(_ bytes: [UInt8]) throws(ArchiveFailure) {
    switch part {
    case .streamHeader: beginStream(bytes)
    case .blockSize: beginBlockOrIndex(Int(bytes[0]))
    case .blockHeader:
      try XZBlockHeader(bytes).check()
      length = 0
      expect(.chunk, bytes: 1)
    case .chunk: try beginChunk(bytes[0])
    case .chunkSizes: passChunk(bytes)
    case .indexNumber: readIndex(bytes[0])
    case .footer: expect(.padding, bytes: 4)
    case .padding: endPadding(bytes)
    case .foreign: break
    }
  }
}

extension XZStructure {
  private static let magic: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]

  private mutating func beginStream(_ header: [UInt8]) {
    guard header.holds(Self.magic, at: 0) else { return expect(.foreign, bytes: 0) }
    let check = Int(header[7] & 0xF)
    checkBytes = check == 0 ? 0 : 4 << ((check - 1) / 3)
    expect(.blockSize, bytes: 1)
  }

  private mutating func beginBlockOrIndex(_ size: Int) {
    if size > 0 { return expect(.blockHeader, bytes: size * 4 + 3) }
    (length, blockCount, numbers) = (1, 0, nil)
    expect(.indexNumber, bytes: 1)
  }

  private mutating func beginChunk(_ control: UInt8) throws(ArchiveFailure) {
    length += 1
    switch control {
    case 0: expect(.blockSize, bytes: 1, after: Self.padding(length) + checkBytes)
    case 1, 2: expect(.chunkSizes, bytes: 2)
    // The four bytes of two sizes, and one of properties if they change.
    case 0x80...: expect(.chunkSizes, bytes: control < 0xC0 ? 4 : 5)
    default: throw .archive(.unreadable(because: "its xz data is damaged"))
    }
  }

  private mutating func passChunk(_ sizes: [UInt8]) {
    let start = sizes.count == 2 ? 0 : 2
    let size = Int(sizes[start]) << 8 + Int(sizes[start + 1]) + 1
    length += sizes.count + size
    expect(.chunk, bytes: 1, after: size)
  }

  /// Numbers of seven bits a byte: how many blocks, and two for each block.
  private mutating func readIndex(_ byte: UInt8) {
    length += 1
    guard var rest = numbers else { return readBlockCount(byte) }
    if byte & 0x80 == 0 { rest -= 1 }
    numbers = rest
    if rest == 0 { endIndex() }
  }

  /// A number has at most nine bytes (1.2), so twice as many fit as well.
  private mutating func readBlockCount(_ byte: UInt8) {
    let index = length - 2
    guard index < 9 else { return expect(.foreign, bytes: 0) }
    blockCount |= UInt64(byte & 0x7F) << UInt64(7 * index)
    guard byte & 0x80 == 0 else { return }
    numbers = blockCount * 2
    if blockCount == 0 { endIndex() }
  }

  private mutating func endIndex() {
    expect(.footer, bytes: 12, after: Self.padding(length) + 4)
  }

  private mutating func endPadding(_ bytes: [UInt8]) {
    if bytes == [0, 0, 0, 0] { return }
    guard Self.magic.holds(bytes, at: 0) else { return expect(.foreign, bytes: 0) }
    seen = bytes
    expect(.streamHeader, bytes: 12)
  }

  private static func padding(_ length: Int) -> Int { (4 - length % 4) % 4 }
}
