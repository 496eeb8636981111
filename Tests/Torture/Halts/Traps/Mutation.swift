import TestSupport

/// Damages bytes.
enum Mutation {
  /// Returns the bytes with some of them changed, missing, repeated or new.
  static func damage(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(4) {
      guard !bytes.isEmpty else { return Array(random.bytes(1 + random.below(8))) }
      let index = random.below(bytes.count)
      let end = min(index + 1 + random.below(8), bytes.count)
      switch random.below(6) {
      case 0: bytes[index] ^= 1 << UInt8(random.below(8))
      case 1: bytes[index] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
      case 2: bytes.removeSubrange(index..<end)
      case 3: bytes.insert(contentsOf: bytes[index..<end], at: index)
      case 4: bytes.replaceSubrange(index..<end, with: random.bytes(end - index))
      default: bytes.removeSubrange(index...)
      }
    }
    return bytes
  }
}
