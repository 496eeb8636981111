import SwiftProtobuf

/// Rows: values of one field that follow each other, each behind the field's tag. They are counted
/// before they are read, so that what holds them grows once. What is counted is there, byte by
/// byte: no length is believed.
extension WireReader {
  /// The bytes of the current field's tag, as long as its value has not been read.
  @inlinable
  @inline(__always)
  var fieldTag: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: fieldStart, count: cursor - fieldStart)
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
    guard end - cursor > tag.count, cursor[0] == tag[0],
      tag.count == 1 || cursor[1] == tag[1] && (tag.count == 2 || endsAlike(tag, cursor))
    else { return false }
    cursor += tag.count
    return true
  }

  /// Whether a tag of more than two bytes is at `cursor`, where its first two are.
  @usableFromInline
  static func endsAlike(
    _ tag: UnsafeBufferPointer<UInt8>, _ cursor: UnsafePointer<UInt8>
  ) -> Bool {
    for index in 2..<tag.count where tag[index] != cursor[index] { return false }
    return true
  }

  /// Makes room for the elements of the row, the current one included.
  @inlinable
  func makeRoom<Element>(in values: inout [Element], _ wireType: UInt32) {
    values.makeRoom(for: elementsInRow(wireType))
  }

  /// The number of entries that a map is made ready for when the first one is read. Of entries
  /// shorter than eight bytes, which mostly have the same keys, only as many as bytes can be
  /// believed.
  @usableFromInline
  func entriesInRow() -> Int {
    var row = self
    return min(row.skipRow(WireType.lengthDelimited), (row.cursor - cursor) / 8 + 1)
  }

  /// The number of elements in the row, the current one included.
  @usableFromInline
  func elementsInRow(_ wireType: UInt32) -> Int {
    var row = self
    return row.skipRow(wireType)
  }

  /// Moves past the row as far as it can be read, and counts. Groups inside of groups are not
  /// counted: they would be looked at again on each level.
  private mutating func skipRow(_ wireType: UInt32) -> Int {
    let tag = fieldTag
    var count = 0
    do throws(WireDecodingError) {
      let current = wireType == WireType.startGroup ? try groupTag() : wireType
      if current != wireType, group.endTag != 0 { return 0 }
      repeat {
        try skip(current)
        count += 1
      } while skipsTag(tag)
    } catch {
      // Whoever reads what is wrong will say so.
    }
    return count
  }

  /// The number of packed elements in the row: never more than there are bytes.
  @usableFromInline
  func packedInRow(_ fixedSize: Int?) -> Int {
    var row = self
    let tag = fieldTag
    var count = 0
    do throws(WireDecodingError) {
      repeat {
        let outer = try row.enter()
        if let fixedSize {
          count += row.bytesLeft / fixedSize
        } else {
          count += Varint.count(row.cursor, row.end, readable: outer)
        }
        row.cursor = row.end
        row.end = outer
      } while row.skipsTag(tag)
    } catch {
      // Whoever reads what is wrong will say so.
    }
    return count
  }
}
