import TestSupport

/// Makes small or large changes to an archive. Each seed gives one change.
struct ArchiveMutator {
  private var noise: SeededRandom

  init(seed: UInt64) {
    noise = SeededRandom(seed: seed)
  }

  /// The archive for a seed: damaged as a whole, or composed of damaged parts.
  mutating func archive(of samples: [MutationSample]) throws -> [UInt8] {
    guard let sample = samples.randomElement(using: &noise) else { return [] }
    var bytes = sample.bytes
    for _ in 0..<Int.random(in: 1...4, using: &noise) { change(&bytes) }
    if sample.hasTarHeaders { repairTarHeaders(&bytes) }
    return try sample.packed(bytes)
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let range = range(in: bytes)
    switch Int.random(in: 0..<9, using: &noise) {
    case 0: bytes[range.lowerBound] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
    case 1: bytes[range.lowerBound] = .random(in: 0...255, using: &noise)
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: range.upperBound)
    case 4: bytes.removeSubrange(range.lowerBound...)
    case 5: bytes.insert(contentsOf: range.map { _ in .random(in: 0...255, using: &noise) }, at: 0)
    case 6: copy(range, in: &bytes)
    case 7: write(octal(), at: range.lowerBound, in: &bytes)
    default: write(number(), at: range.lowerBound, in: &bytes)
    }
  }

  /// A range for a change: in most cases short, and often at the beginning or the end, where
  /// headers are.
  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start =
      switch Int.random(in: 0..<4, using: &noise) {
      case 0: Int.random(in: 0..<min(bytes.count, 64), using: &noise)
      case 1: bytes.count - Int.random(in: 1...min(bytes.count, 128), using: &noise)
      default: Int.random(in: bytes.indices, using: &noise)
      }
    let longest = Bool.random(using: &noise) ? 8 : 1024
    return start..<min(bytes.count, start + Int.random(in: 1...longest, using: &noise))
  }

  private mutating func copy(_ range: Range<Int>, in bytes: inout [UInt8]) {
    let target = Int.random(in: bytes.indices, using: &noise)
    for (offset, byte) in bytes[range].enumerated() where target + offset < bytes.count {
      bytes[target + offset] = byte
    }
  }

  private func write(_ new: [UInt8], at index: Int, in bytes: inout [UInt8]) {
    for (offset, byte) in new.enumerated() where index + offset < bytes.count {
      bytes[index + offset] = byte
    }
  }

  /// A number at the limit of some width, in a random byte order.
  private mutating func number() -> [UInt8] {
    let numbers: [UInt64] = [
      0, 1, 2, 20, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE,
      0xFFFF_FFFF, 1 << 32, 1 << 62, 1 << 63 - 1, 1 << 63, .max - 1, .max,
    ]
    let width = [1, 2, 4, 8].randomElement(using: &noise) ?? 1
    let bytes = Array(little(numbers.randomElement(using: &noise) ?? 0).prefix(width))
    return Bool.random(using: &noise) ? bytes : bytes.reversed()
  }

  /// A number in a tar header, in digits or in base 256.
  private mutating func octal() -> [UInt8] {
    let numbers = [
      "00000000000", "77777777777", "-1", "9223372036854775807", "9223372036854775808",
      "18446744073709551615", "-9223372036854775808", "99999999999999999999999",
      "\u{0}", " ",
    ]
    let binary: [[UInt8]] = [
      [0x80] + Array(repeating: 0xFF, count: 11), Array(repeating: 0xFF, count: 12),
      [0x80, 0, 0, 0, 0x7F] + Array(repeating: 0xFF, count: 7),
      [0xFF, 0xFF, 0xFF, 0xFF, 0x80] + Array(repeating: 0, count: 7),
    ]
    return Bool.random(using: &noise)
      ? binary.randomElement(using: &noise) ?? []
      : Array((numbers.randomElement(using: &noise) ?? "").utf8)
  }

  /// Headers with a wrong checksum would be refused at once.
  private func repairTarHeaders(_ bytes: inout [UInt8]) {
    for start in stride(from: 0, through: bytes.count - 512, by: 512)
    where bytes[start + 257..<start + 262].elementsEqual("ustar".utf8) {
      bytes.replaceSubrange(start + 148..<start + 156, with: repeatElement(0x20, count: 8))
      let sum = bytes[start..<start + 512].reduce(0) { $0 + Int($1) }
      let digits = String(sum, radix: 8)
      let text = String(repeating: "0", count: 6 - digits.count) + digits + "\u{0}"
      bytes.replaceSubrange(start + 148..<start + 155, with: text.utf8)
    }
  }
}
