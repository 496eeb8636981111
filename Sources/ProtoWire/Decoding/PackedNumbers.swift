#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Numbers without a name in a packed field of a closed enum.
@usableFromInline
struct PackedNumbers {
  private var numbers: [UInt64] = []

  @usableFromInline
  init() {}

  /// Appends the lower 32 bits of `bits`, as an enum's value is written.
  @usableFromInline
  mutating func append(_ bits: UInt64) {
    numbers.append(UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: bits))))
  }

  /// A packed field of the numbers; nothing if there are none.
  func field(_ tag: UInt32) -> Data {
    guard !numbers.isEmpty else { return Data() }
    let length = numbers.reduce(0) { $0 + Varint.size($1) }
    let varints = [UInt64(tag), UInt64(length)] + numbers
    var field = Data(count: varints.reduce(0) { $0 + Varint.size($1) })
    field.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      // In bounds: the field has the size of what is written.
      var cursor = start.assumingMemoryBound(to: UInt8.self)
      for varint in varints { Varint.write(varint, at: &cursor) }
    }
    return field
  }
}
