#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Numbers in a packed field of a closed enum that aren't values of the enum.
@usableFromInline
struct PackedNumbers {
  private var numbers: [UInt64] = []

  @usableFromInline
  init() {}

  /// Appends the lower 32 bits of `bits`, extended to 64 bits with their sign as in any enum's
  /// value.
  @usableFromInline
  mutating func append(_ bits: UInt64) {
    numbers.append(UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: bits))))
  }

  /// Returns a packed field with the numbers, or no bytes if there aren't any numbers.
  func field(_ tag: UInt32) -> Data {
    guard !numbers.isEmpty else { return Data() }
    let length = numbers.reduce(0) { $0 + Varint.size($1) }
    let varints = [UInt64(tag), UInt64(length)] + numbers
    var field = Data(count: varints.reduce(0) { $0 + Varint.size($1) })
    field.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      // The pointer stays in bounds, because the field has the size of all varints.
      var cursor = start.assumingMemoryBound(to: UInt8.self)
      for varint in varints { Varint.write(varint, at: &cursor) }
    }
    return field
  }
}
