/// The generator SplitMix64. The same seed gives the same numbers on all platforms.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    self.state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

extension Random {
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// Returns a random number of at most `width` bits. All sizes up to this limit are equally
  /// likely.
  mutating func bits(_ width: Int) -> UInt64 {
    next() >> UInt64(64 - 1 - below(width))
  }

  /// Returns a random number. As in most real messages, few numbers are negative.
  mutating func int32() -> Int32 {
    let value = Int32(truncatingIfNeeded: bits(31))
    return below(16) == 0 ? -1 - value : value
  }

  mutating func int64() -> Int64 {
    let value = Int64(truncatingIfNeeded: bits(63))
    return below(2) == 0 ? -1 - value : value
  }

  mutating func double() -> Double { Double(next() >> 11) / Double(1 << 20) }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  mutating func text(_ count: Int, of letters: [Character] = .latin) -> String {
    String((0..<count).map { _ in letters[below(letters.count)] })
  }
}

extension [Character] {
  static let latin = [Character]("etaoin shrdlucmfgyp")

  /// Letters of two or three bytes in UTF-8, and a few of one byte.
  static let mixed = [Character]("äöüéжшльяк語文字 e")
}
