import TrainingManifest

extension ModelIdentifier {
  /// Returns a new identifier: a UUID of version 4 in lower case, 36 characters.
  ///
  /// Its 122 random bits come from the system's random source. Anyone who knows an identifier can
  /// train and delete the model, and the daemon overwrites a model if its identifier is issued
  /// twice. A counter, a clock or a seeded generator would therefore be unsafe.
  static func random() -> String {
    var system = SystemRandomNumberGenerator()
    var high = system.next()
    var low = system.next()
    high = high & ~0xF000 | 0x4000
    low = low & ~(0b11 << 62) | (0b10 << 62)
    let digits = hex(high) + hex(low)
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(digits[$0]) }.joined(separator: "-")
  }

  private static func hex(_ bits: UInt64) -> [Character] {
    let digits = Array(String(bits, radix: 16))
    return Array(repeating: "0", count: 16 - digits.count) + digits
  }
}
