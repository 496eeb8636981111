public import SwiftProtobuf

/// A group that is being read: it has no length but ends at a tag.
@usableFromInline
struct OpenGroup {
  /// The tag that ends the group; 0 when none is open, or when it has come.
  @usableFromInline
  var endTag: UInt32 = 0

  /// The reader's depth inside the group: the end tag counts at this depth only, not inside a
  /// message that the group holds.
  @usableFromInline
  var depthLeft = 0

  @usableFromInline
  init() {}
}

extension WireReader {
  /// What the reader comes back to when a group ends.
  @usableFromInline
  struct Outer {
    let end: UnsafePointer<UInt8>
    let group: OpenGroup
  }

  /// Enters the group that the current field's tag opened, one level deeper.
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

  /// The tag that opened the group whose fields are about to be read.
  func groupTag() throws(WireDecodingError) -> UInt32 {
    var tag = self
    tag.cursor = fieldStart
    return UInt32(truncatingIfNeeded: try tag.varint())
  }

  /// Ends the extent at an end tag, if it is the one of the open group.
  mutating func endGroup(_ tag: UInt32) throws(WireDecodingError) {
    guard tag == group.endTag, depthLeft == group.depthLeft else { throw .malformedProtobuf }
    group.endTag = 0
    end = cursor
  }

  /// Leaves the group after it was read to its end.
  ///
  /// - Throws: ``WireDecodingError/truncated`` when the end tag is missing.
  @usableFromInline
  mutating func leaveGroup(_ outer: Outer) throws(WireDecodingError) {
    guard group.endTag == 0 else { throw .truncated }
    end = outer.end
    group = outer.group
    depthLeft += 1
  }
}

// Fields that are not read.
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

  /// Moves past a varint without looking at what it is.
  @inline(__always)
  private mutating func skipVarint() throws(WireDecodingError) {
    if bytesLeft >= MemoryLayout<UInt64>.size {
      let last = Varint.lastBytes(of: cursor)
      if last != 0 { return cursor += last.trailingZeroBitCount / 8 + 1 }
    }
    _ = try varint()
  }

  /// Moves past a group, up to and including the end tag of the same field number.
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
