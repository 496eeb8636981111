public import SwiftProtobuf

extension WireReader {
  /// Reads one element of a repeated field and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: ScalarCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = UnsafeBufferPointer(start: fieldStart, count: cursor - fieldStart)
    repeat {
      if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
      values.append(try Codec.next(from: &self))
    } while skipsTag(tag)
  }

  /// Reads one varint of a repeated field and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: VarintCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let tag = UnsafeBufferPointer(start: fieldStart, count: cursor - fieldStart)
    if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
    // The reader is left alone until the end: what is local stays in registers.
    var cursor = cursor
    defer { self.cursor = cursor }
    repeat {
      guard let bits = Varint.read(from: &cursor, end) else { throw Varint.fault(cursor, end) }
      guard let value = Codec.value(bits) else { throw .malformedProtobuf }
      values.append(value)
    } while Self.skipsTag(tag, &cursor, end)
  }

  /// Reads one element of a repeated field of messages and those that follow it with the same tag.
  @inlinable
  public mutating func repeated<Codec: MessageCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    // Reading an element moves on to the tags inside.
    let tag = UnsafeBufferPointer(start: fieldStart, count: cursor - fieldStart)
    repeat {
      if values.count == values.capacity { makeRoom(in: &values, Codec.wireType) }
      values.append(Codec.defaultValue)
      try Codec.read(&values[values.count - 1], from: &self)
    } while skipsTag(tag)
  }

  /// Moves past the next tag if it is `tag`, byte by byte.
  @inlinable
  @inline(__always)
  mutating func skipsTag(_ tag: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = cursor
    guard Self.skipsTag(tag, &cursor, end) else { return false }
    fieldStart = start
    return true
  }

  @inlinable
  @inline(__always)
  static func skipsTag(
    _ tag: UnsafeBufferPointer<UInt8>, _ cursor: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>
  ) -> Bool {
    guard tag.count <= 2, end - cursor > tag.count, cursor[0] == tag[0],
      tag.count == 1 || cursor[1] == tag[1]
    else { return false }
    cursor += tag.count
    return true
  }

  /// Makes room for all elements that follow each other, so that the array grows once.
  @inlinable
  func makeRoom<Element>(in values: inout [Element], _ wireType: UInt32) {
    values.makeRoom(for: elementsInRow(wireType))
  }

  /// The number of entries that a map is made ready for when the first one is read. Of entries shorter
  /// than eight bytes, which mostly have the same keys, only as many as bytes can be believed.
  @usableFromInline
  func entriesInRow() -> Int {
    var position = cursor
    let count = elementsInRow(WireType.lengthDelimited, until: &position)
    return min(count, (position - cursor) / 8 + 1)
  }

  /// Counts the elements of a repeated field, from the current one on, that follow each other. They
  /// are there, byte by byte: no length is believed.
  @usableFromInline
  func elementsInRow(_ wireType: UInt32) -> Int {
    var position = cursor
    return elementsInRow(wireType, until: &position)
  }

  /// - Parameter position: where the first element is, and then where the last one ends.
  private func elementsInRow(
    _ wireType: UInt32, until position: inout UnsafePointer<UInt8>
  ) -> Int {
    let tagSize = cursor - fieldStart
    var count = 0
    while Self.skip(wireType, &position, end) {
      count += 1
      guard end - position > tagSize, hasSameTag(at: position, tagSize) else { break }
      position += tagSize
    }
    return count
  }

  /// Moves past a value of a wire type other than a group's; `false` if it is not all there.
  private static func skip(
    _ wireType: UInt32, _ position: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Bool {
    var size = 0
    switch wireType {
    case WireType.varint: return Varint.read(from: &position, end) != nil
    case WireType.fixed32: size = 4
    case WireType.fixed64: size = 8
    case WireType.lengthDelimited:
      guard let length = Varint.read(from: &position, end), length <= UInt64(end - position) else {
        return false
      }
      size = Int(length)
    default: return false
    }
    guard end - position >= size else { return false }
    position += size
    return true
  }

  /// Whether the bytes at `position` are those of the current field's tag; there are as many.
  private func hasSameTag(at position: UnsafePointer<UInt8>, _ size: Int) -> Bool {
    for index in 0..<size where position[index] != fieldStart[index] { return false }
    return true
  }
}
