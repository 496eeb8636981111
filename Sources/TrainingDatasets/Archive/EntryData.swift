/// The reading position in an entry's data, and the bytes from libarchive that have yet to be
/// taken.
struct EntryData {
  /// The offset after the bytes that libarchive has returned.
  private(set) var position: Int64 = 0
  private(set) var isAtEnd = false
  /// The number of zeros to return before the block.
  private var hole: Int64 = 0
  private var block = UnsafeRawBufferPointer(start: nil, count: 0)

  private nonisolated(unsafe) static let zeros: UnsafeRawBufferPointer = {
    let zeros = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    zeros.initializeMemory(as: UInt8.self, repeating: 0)
    return UnsafeRawBufferPointer(zeros)
  }()

  static var ended: EntryData {
    var data = EntryData()
    data.isAtEnd = true
    return data
  }

  var isUsedUp: Bool { hole == 0 && block.isEmpty }

  /// Adds the block at an offset. The range between the previous block and this one is a hole.
  mutating func append(_ block: UnsafeRawBufferPointer, at offset: Int64, isLast: Bool) {
    let start = max(position, offset)
    hole = start - position
    self.block = block
    isAtEnd = isLast
    let (end, overflow) = start.addingReportingOverflow(Int64(block.count))
    position = overflow ? .max : end
  }

  mutating func take(upTo count: Int) -> UnsafeRawBufferPointer {
    if hole > 0 {
      let taken = Int(min(hole, Int64(min(count, Self.zeros.count))))
      hole -= Int64(taken)
      return UnsafeRawBufferPointer(rebasing: Self.zeros[..<taken])
    }
    let taken = min(count, block.count)
    defer { block = UnsafeRawBufferPointer(rebasing: block[taken...]) }
    return UnsafeRawBufferPointer(rebasing: block[..<taken])
  }
}
