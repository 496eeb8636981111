/// Parses the structure of an xz file without decompressing it (The .xz File Format, 1.2.1).
///
/// Each block states the size of its dictionary, up to 4 GiB, and liblzma would allocate that much
/// memory. There is no index before the blocks, but the LZMA2 chunks in them state their sizes.
struct XZStructure {
  /// The part of the file to which the next bytes belong.
  private enum Part {
    case streamHeader, blockSize, blockHeader, chunk, chunkSizes, indexNumber, footer, padding
    /// Not xz. libarchive will report this, too.
    case notXZ
  }

  private var part = Part.streamHeader
  /// The size of the current part, and its bytes so far.
  private var wanted = 12
  private var seen: [UInt8] = []
  /// The number of bytes to skip before the part begins.
  private var ignored = 0
  private var checkBytes = 0
  /// The size of the block's data or of the index so far, from which its padding results.
  private var length = 0
  private var blockCount: UInt64 = 0
  /// How many numbers remain in the index; `nil` until the number of blocks is known.
  private var numbers: UInt64?

  mutating func read(_ block: UnsafeRawBufferPointer) throws(ArchiveFailure) {
    var index = 0
    while index < block.count, part != .notXZ {
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
    case .notXZ: break
    }
  }
}

extension XZStructure {
  private static let magic: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]

  private mutating func beginStream(_ header: [UInt8]) {
    guard header.contains(Self.magic, at: 0) else { return expect(.notXZ, bytes: 0) }
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
    // Two sizes with four bytes, and one byte of properties if they change.
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

  /// Reads the index. It contains the number of blocks and two numbers for each block, each with
  /// seven bits in a byte.
  private mutating func readIndex(_ byte: UInt8) {
    length += 1
    guard var rest = numbers else { return readBlockCount(byte) }
    if byte & 0x80 == 0 { rest -= 1 }
    numbers = rest
    if rest == 0 { endIndex() }
  }

  /// A number has at most nine bytes of seven bits (1.2), so doubling it doesn't overflow.
  private mutating func readBlockCount(_ byte: UInt8) {
    let index = length - 2
    guard index < 9 else { return expect(.notXZ, bytes: 0) }
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
    guard Self.magic.contains(bytes, at: 0) else { return expect(.notXZ, bytes: 0) }
    seen = bytes
    expect(.streamHeader, bytes: 12)
  }

  private static func padding(_ length: Int) -> Int { (4 - length % 4) % 4 }
}
