#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where `Data` has its bytes, as far as the bits of the value say so.
///
/// `Data.withUnsafeBytes` asks the runtime whether something else is changing the same storage. For
/// a hundred bytes, this takes several times as long as copying them. Nothing can change the
/// storage of a value that the caller borrows, so these functions don't ask. They look at the bits
/// of the value and at the storage that they refer to.
///
/// Foundation doesn't promise this layout. Before the functions are first used, they are compared
/// with Foundation's own for data of each kind. If anything differs, Foundation's are used for all.
enum DataLayout {
  private typealias Bits = (UInt64, UInt64)

  /// The upper two bits of a value, which say where its bytes are.
  private enum Kind {
    /// In the value itself, which has room for 14 bytes. The number of bytes follows them.
    static let inline: UInt64 = 0

    /// In a storage, of which the value has a part. Its bounds are 32-bit integers.
    static let slice: UInt64 = 1

    static let empty: UInt64 = 3
  }

  /// Returns the number of bytes.
  @inline(__always)
  static func count(of data: Data) -> Int {
    guard isKnown else { return data.count }
    let bits = unsafeBitCast(data, to: Bits.self)
    return switch bits.1 &>> 62 {
    case Kind.slice: upperBound(bits) &- lowerBound(bits)
    case Kind.inline: inlineCount(bits)
    case Kind.empty: 0
    default: data.count
    }
  }

  /// Returns the bytes if they are in a storage, or `nil` if they are elsewhere. They are valid for
  /// as long as the caller keeps the value.
  @inline(__always)
  static func storedBytes(of data: Data) -> UnsafeRawBufferPointer? {
    guard isKnown else { return nil }
    let bits = unsafeBitCast(data, to: Bits.self)
    return bits.1 &>> 62 == Kind.slice ? slice(bits) : nil
  }

  /// Calls `body` with the bytes, which are only valid until it returns.
  @inline(__always)
  static func withBytes(of data: Data, _ body: (UnsafeRawBufferPointer) -> Void) {
    if let bytes = storedBytes(of: data) {
      withExtendedLifetime(data) { body(bytes) }
    } else {
      data.withUnsafeBytes(body)
    }
  }

  @inline(__always)
  private static func inlineCount(_ bits: Bits) -> Int {
    Int(UInt8(truncatingIfNeeded: bits.1 &>> 48))
  }

  @inline(__always)
  private static func lowerBound(_ bits: Bits) -> Int {
    Int(Int32(truncatingIfNeeded: bits.0))
  }

  @inline(__always)
  private static func upperBound(_ bits: Bits) -> Int {
    Int(Int32(truncatingIfNeeded: bits.0 &>> 32))
  }

  /// Returns the bytes of a part of a storage. The storage is an object whose first property is the
  /// address of its bytes. The fourth is the index of the first byte, which isn't 0 if the storage
  /// was copied from a part of another one.
  @inline(__always)
  private static func slice(_ bits: Bits) -> UnsafeRawBufferPointer {
    let word = MemoryLayout<Int>.size
    let storage = UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: bits.1 & ~0 &>> 2))
    guard let properties = storage?.advanced(by: 2 * word) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    let start = properties.load(as: UnsafeRawPointer?.self)
    let offset = properties.load(fromByteOffset: 3 * word, as: Int.self)
    let (lower, upper) = (lowerBound(bits), upperBound(bits))
    return UnsafeRawBufferPointer(
      start: start?.advanced(by: lower &- offset), count: upper &- lower)
  }
}

extension DataLayout {
  /// Whether `Data` has the layout that is described above.
  static let isKnown: Bool = {
    #if os(Linux)
      return MemoryLayout<Data>.size == MemoryLayout<Bits>.size && samples.allSatisfy(isAsExpected)
    #else
      return false
    #endif
  }()

  /// Data of each kind that the functions tell apart.
  private static var samples: [Data] {
    let short = Data([1, 2, 3])
    let longest = Data(0..<14)
    let whole = Data(0..<100)
    let part = whole[10..<60]
    var copied = part
    copied.append(0)
    return [Data(), short, short[1..<2], longest, Data(0..<15), whole, part, part[20..<20], copied]
  }

  /// Returns whether a sample has the expected number of bytes at the expected address.
  private static func isAsExpected(_ data: Data) -> Bool {
    let bits = unsafeBitCast(data, to: Bits.self)
    switch bits.1 &>> 62 {
    case Kind.empty: return data.isEmpty
    case Kind.inline: return inlineCount(bits) == data.count
    case Kind.slice:
      return data.withUnsafeBytes { bytes in
        let slice = slice(bits)
        return slice.baseAddress == bytes.baseAddress && slice.count == bytes.count
      }
    default: return false
    }
  }
}
