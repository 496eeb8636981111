public import SwiftProtobuf

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
