public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension UnknownStorage {
  /// Whether a fast check shows that there are no unknown fields. The check runs for each message
  /// that is encoded, and nearly always succeeds.
  ///
  /// Data with the bits of `Data()` is empty. Empty data can also have other bits.
  @inlinable
  var isPlainlyEmpty: Bool {
    typealias Bits = (UInt64, UInt64)
    guard MemoryLayout<Data>.size == MemoryLayout<Bits>.size else { return false }
    let (bits, empty) = (unsafeBitCast(data, to: Bits.self), unsafeBitCast(Data(), to: Bits.self))
    return bits.0 == empty.0 && bits.1 == empty.1
  }

  /// The number of bytes of unknown fields. It isn't inlined, because the code depends on how
  /// `Data` stores its bytes.
  @usableFromInline
  @inline(never)
  var count: Int { DataLayout.count(of: data) }
}
