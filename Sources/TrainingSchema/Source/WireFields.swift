import Foundation

/// The fields of an encoded message, one after the other. Supports the wire types that occur in a
/// request of `protoc`.
struct WireFields: Sequence, IteratorProtocol {
  /// One field.
  struct Field {
    let number: UInt64

    /// The bytes of the whole field, including its tag.
    let whole: Data

    /// The content of a field with a length; `nil` for numbers.
    let content: Data?
  }

  private var rest: Data

  /// Whether all fields so far were complete.
  private(set) var isWellFormed = true

  init(_ bytes: Data) {
    self.rest = bytes
  }

  mutating func next() -> Field? {
    guard !rest.isEmpty else { return nil }
    let whole = rest
    guard let tag = varint(), let content = content(wireType: tag & 7) else {
      isWellFormed = false
      return nil
    }
    let length = rest.startIndex - whole.startIndex
    return Field(number: tag >> 3, whole: whole.prefix(length), content: content)
  }

  /// Reads the content after a tag; `nil` if it is incomplete or has a wire type that doesn't occur
  /// in descriptors.
  private mutating func content(wireType: UInt64) -> Data?? {
    switch wireType {
    case 0: return varint().map { _ in nil }
    case 1: return bytes(8).map { _ in nil }
    case 2: return varint().flatMap { Int(exactly: $0) }.flatMap { bytes($0) }.map { $0 }
    case 5: return bytes(4).map { _ in nil }
    default: return nil
    }
  }

  private mutating func bytes(_ count: Int) -> Data? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for (index, byte) in rest.prefix(10).enumerated() {
      value |= UInt64(byte & 0x7F) << (7 * UInt64(index))
      if byte < 0x80 {
        rest = rest.dropFirst(index + 1)
        return value
      }
    }
    return nil
  }
}
