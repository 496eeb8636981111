public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension WireReader {
  /// Reads a length-delimited string.
  ///
  /// - Throws: ``WireDecodingError/invalidUTF8`` if the bytes aren't UTF-8, or another
  ///   ``WireDecodingError`` if the length is malformed.
  @usableFromInline
  mutating func string() throws(WireDecodingError) -> String {
    let slice = try delimited()
    guard let start = slice.baseAddress, !slice.isEmpty else { return "" }
    // The bytes behind a short string are loaded with it, and then dropped.
    if slice.count <= SmallString.maxCount, SmallString.isKnown,
      UnsafeRawPointer(request.pointee.end) - start > SmallString.maxCount,
      let string = SmallString.ascii(start, count: slice.count)
    {
      return string
    }
    guard let string = Self.validated(slice) else { throw .invalidUTF8 }
    return string
  }

  /// Reads length-delimited bytes. They are copied only here, unless the caller shares them.
  @usableFromInline
  mutating func data() throws(WireDecodingError) -> Data {
    let bytes = try delimited()
    return request.pointee.shared?.data(bytes) ?? Data(bytes)
  }

  private static func validated(_ bytes: UnsafeRawBufferPointer) -> String? {
    // Validating and copying a span takes a quarter of the time of `String(validating:as:)`.
    if #available(macOS 26, iOS 26, watchOS 26, tvOS 26, visionOS 26, *) {
      let span = bytes.assumingMemoryBound(to: UInt8.self).span
      if isASCII(bytes) {
        // Validation isn't necessary, because bytes below 0x80 are always valid UTF-8.
        return String(copying: unsafe UTF8Span(unchecked: span, isKnownASCII: true))
      }
      guard let utf8 = try? UTF8Span(validating: span) else { return nil }
      return String(copying: utf8)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Returns whether every byte is below 0x80.
  ///
  /// - Parameter bytes: one byte or more.
  @inline(__always)
  private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    // The last bytes are loaded together with some that precede them. Looking at them one by one
    // would take a branch for each.
    guard count >= MemoryLayout<UInt64>.size else { return isShortASCII(bytes) }
    let last = count - MemoryLayout<UInt64>.size
    var seen = bytes.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    var offset = 0
    while offset < last {
      seen |= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += MemoryLayout<UInt64>.size
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }

  /// Returns whether every one of up to seven bytes is below 0x80.
  @inline(__always)
  private static func isShortASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    guard count >= MemoryLayout<UInt32>.size else {
      return (bytes[0] | bytes[count / 2] | bytes[count - 1]) < 0x80
    }
    let start = bytes.loadUnaligned(as: UInt32.self)
    let last = count - MemoryLayout<UInt32>.size
    let end = bytes.loadUnaligned(fromByteOffset: last, as: UInt32.self)
    return (start | end) & 0x8080_8080 == 0
  }
}
