/// Finds keywords by their bytes without making strings.
struct KeywordTable {
  private var slots = [Slot](repeating: Slot(), count: 512)

  private struct Slot {
    var key = Key()
    var keyword = Keyword.none
  }

  /// A word of at most ten bytes as numbers.
  private struct Key: Equatable {
    var head: UInt64 = 0
    var tail: UInt64 = 0

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, count: Int) {
      for offset in 0..<min(count, 8) { head = head << 8 | UInt64(start[offset]) }
      for offset in 8..<max(count, 8) { tail = tail << 8 | UInt64(start[offset]) }
    }

    @inline(__always)
    var hash: Int { Int(truncatingIfNeeded: ((head ^ tail) &* 0x9e37_79b9_7f4a_7c15) >> 55) }
  }

  /// The table of all keywords.
  static let shared = KeywordTable()

  private init() {
    for keyword in Keyword.allCases where keyword != .none {
      let bytes = Array(keyword.rawValue.utf8)
      let key = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { Key($0, count: buffer.count) } ?? Key()
      }
      slots[freeSlot(for: key)] = Slot(key: key, keyword: keyword)
    }
  }

  private func freeSlot(for key: Key) -> Int {
    var slot = key.hash
    while slots[slot].keyword != .none { slot = (slot + 1) & 511 }
    return slot
  }

  /// Returns which keyword some bytes are.
  @inline(__always)
  func keyword(_ start: UnsafePointer<UInt8>, count: Int) -> Keyword {
    guard count >= 2, count <= 10 else { return .none }
    let key = Key(start, count: count)
    var slot = key.hash
    while slots[slot].keyword != .none {
      if slots[slot].key == key { return slots[slot].keyword }
      slot = (slot + 1) & 511
    }
    return .none
  }
}
