/// The sizes and the checksum of an entry's data, with zip64 taken into account (APPNOTE
/// 4.4.7–4.4.9, 4.5.3).
struct ZipSizes: Hashable {
  var checksum: UInt32
  var compressed: UInt64
  var decompressed: UInt64
  /// The offset of the local header, which only the directory states.
  var localOffset: UInt64

  /// - Parameters:
  ///   - index: The index of the three four-byte numbers, of which the checksum is the first.
  ///   - offset: The four-byte offset of the local header; 0 in a local header itself.
  init(
    at index: Int, in header: [UInt8], offset: UInt32, extra: ZipExtra
  ) throws(ArchiveFailure) {
    checksum = header.littleEndian(at: index)
    compressed = UInt64(header.littleEndian(at: index + 4, as: UInt32.self))
    decompressed = UInt64(header.littleEndian(at: index + 8, as: UInt32.self))
    localOffset = UInt64(offset)
    let large = UInt64(UInt32.max)
    guard [compressed, decompressed, localOffset].contains(large) else { return }
    var numbers = try extra.field(ZipExtra.large)?[...] ?? []
    if decompressed == large { decompressed = try Self.next(of: &numbers) }
    if compressed == large { compressed = try Self.next(of: &numbers) }
    if localOffset == large { localOffset = try Self.next(of: &numbers) }
  }

  /// Takes the next number from the zip64 field, which contains only the numbers that don't fit
  /// into four bytes.
  private static func next(of numbers: inout ArraySlice<UInt8>) throws(ArchiveFailure) -> UInt64 {
    guard numbers.count >= 8 else {
      throw .archive(.directory("an entry's zip64 field is damaged"))
    }
    defer { numbers = numbers.dropFirst(8) }
    return Array(numbers.prefix(8)).littleEndian(at: 0)
  }

  /// Whether a local header states the same numbers. They may be 0 if they follow the data because
  /// they were unknown when the header was written.
  func agree(with local: ZipSizes, sizesFollow: Bool) -> Bool {
    func same<Number: BinaryInteger>(_ path: KeyPath<ZipSizes, Number>) -> Bool {
      self[keyPath: path] == local[keyPath: path] || (sizesFollow && local[keyPath: path] == 0)
    }
    return same(\.checksum) && same(\.compressed) && same(\.decompressed)
  }
}
