public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension UnknownStorage {
  /// Whether there are no unknown fields, and that shows at a glance: nearly always, and in each
  /// message that is encoded.
  ///
  /// What has the bits of empty data is empty data. The reverse may not hold.
  @inlinable
  var isPlainlyEmpty: Bool {
    typealias Bits = (UInt64, UInt64)
    guard MemoryLayout<Data>.size == MemoryLayout<Bits>.size else { return false }
    let (bits, empty) = (unsafeBitCast(data, to: Bits.self), unsafeBitCast(Data(), to: Bits.self))
    return bits.0 == empty.0 && bits.1 == empty.1
  }

  /// The number of bytes of unknown fields; not inlined, as it asks which of its forms `Data` has.
  @usableFromInline
  @inline(never)
  var count: Int { data.count }
}
