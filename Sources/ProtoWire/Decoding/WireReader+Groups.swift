public import SwiftProtobuf

/// The group that is being read. A group doesn't have a length, but ends with a tag.
@usableFromInline
struct OpenGroup {
  /// The tag that ends the group, or 0 if no group is open or its end has been read.
  @usableFromInline
  var endTag: UInt32 = 0

  /// The reader's `depthLeft` inside the group. The end tag is only valid at this depth, and not
  /// inside a message in the group.
  @usableFromInline
  var depthLeft = 0

  @usableFromInline
  init() {}
}

extension WireReader {
  /// The state that the reader returns to when a group ends.
  @usableFromInline
  struct Outer {
    let end: UnsafePointer<UInt8>
    let group: OpenGroup
  }

  /// Enters the group that the current field's tag opens, which is one level deeper.
  @usableFromInline
  mutating func enterGroup() throws(WireDecodingError) -> Outer {
    guard depthLeft > 0 else { throw .messageDepthLimit }
    let outer = Outer(end: end, group: group)
    let startTag = try groupTag()
    depthLeft -= 1
    group.endTag = startTag - WireType.startGroup + WireType.endGroup
    group.depthLeft = depthLeft
    return outer
  }

  /// Returns the tag that opens the group whose fields are about to be read.
  func groupTag() throws(WireDecodingError) -> UInt32 {
    var tag = self
    tag.cursor = fieldStart
    return UInt32(truncatingIfNeeded: try tag.varint())
  }

  /// Ends the reader's extent at an end tag. Throws an error unless the tag ends the open group.
  mutating func endGroup(_ tag: UInt32) throws(WireDecodingError) {
    guard tag == group.endTag, depthLeft == group.depthLeft else { throw .malformedProtobuf }
    group.endTag = 0
    end = cursor
  }

  /// Leaves the group after it has been read to its end.
  ///
  /// - Throws: ``WireDecodingError/truncated`` if the end tag is missing.
  @usableFromInline
  mutating func leaveGroup(_ outer: Outer) throws(WireDecodingError) {
    guard group.endTag == 0 else { throw .truncated }
    end = outer.end
    group = outer.group
    depthLeft += 1
  }
}

// Skips fields.
extension WireReader {
  /// Moves past the value of a field whose tag has been read.
  @usableFromInline
  mutating func skip(_ tag: UInt32) throws(WireDecodingError) {
    switch tag & 7 {
    case WireType.varint: try skipVarint()
    case WireType.fixed64: _ = try fixed(UInt64.self)
    case WireType.lengthDelimited: _ = try delimited()
    case WireType.startGroup: try skipGroup(tag)
    case WireType.fixed32: _ = try fixed(UInt32.self)
    default: throw .malformedProtobuf
    }
  }

  /// Moves past a varint without decoding it.
  @inline(__always)
  private mutating func skipVarint() throws(WireDecodingError) {
    if bytesLeft >= MemoryLayout<UInt64>.size {
      let last = Varint.lastBytes(of: cursor)
      if last != 0 { return cursor += last.trailingZeroBitCount / 8 + 1 }
    }
    _ = try varint()
  }

  /// Moves past a group and the end tag with the same field number.
  private mutating func skipGroup(_ startTag: UInt32) throws(WireDecodingError) {
    guard depthLeft > 0 else { throw .messageDepthLimit }
    depthLeft -= 1
    let endTag = startTag - WireType.startGroup + WireType.endGroup
    while let tag = try nextTag() {
      if tag == endTag {
        depthLeft += 1
        return
      }
      try skip(tag)
    }
    throw .truncated
  }
}
