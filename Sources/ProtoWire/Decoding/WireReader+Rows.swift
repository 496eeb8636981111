import SwiftProtobuf

/// Reads rows. A row is a sequence of values of one field that follow each other, each after the
/// field's tag. The values are counted before they are read, so that their array grows only once. A
/// value only counts if its bytes are there, whatever length the input announces.
extension WireReader {
  /// The bytes of the current field's tag. They are only valid until the field's value is read.
  @inlinable
  @inline(__always)
  var fieldTag: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: fieldStart, count: cursor - fieldStart)
  }

  /// Moves past the next tag if it has the same bytes as `tag`. Returns whether it does.
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

  /// Returns whether `tag`, which has more than two bytes, is at `cursor`. The first two bytes have
  /// been compared.
  @usableFromInline
  static func endsAlike(
    _ tag: UnsafeBufferPointer<UInt8>, _ cursor: UnsafePointer<UInt8>
  ) -> Bool {
    for index in 2..<tag.count where tag[index] != cursor[index] { return false }
    return true
  }

  /// Makes room for the elements of the row, including the current one.
  @inlinable
  func makeRoom<Element>(in values: inout [Element], _ wireType: UInt32) {
    values.makeRoom(for: elementsInRow(wireType))
  }

  /// Returns the number of entries that a map reserves memory for when the first one is read. If
  /// entries are shorter than eight bytes, many of them probably have the same key, so the map
  /// reserves one entry for each eight bytes.
  @usableFromInline
  func entriesInRow() -> Int {
    var row = self
    return min(row.skipRow(WireType.lengthDelimited), (row.cursor - cursor) / 8 + 1)
  }

  /// Returns the number of elements in the row, including the current one.
  @usableFromInline
  func elementsInRow(_ wireType: UInt32) -> Int {
    var row = self
    return row.skipRow(wireType)
  }

  /// Moves past the row as far as it is well formed, and returns the number of its values. Returns
  /// 0 for groups inside groups, because counting would read them again at each level.
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
      // The function that reads the malformed value throws the error.
    }
    return count
  }

  /// Returns the number of packed elements in the row. It never exceeds the number of bytes.
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
      // The function that reads the malformed value throws the error.
    }
    return count
  }
}
