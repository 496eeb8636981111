/// A source of bytes for libarchive: a file, or a stream of decompressed data.
protocol ArchiveSource: AnyObject {
  /// Returns the next bytes; none at the end. They are valid until the next call.
  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer

  /// Goes to a byte offset and returns it; `nil` if the source can't seek there.
  func seek(to offset: Int64) -> Int64?

  /// The number of bytes, if it is known.
  var byteCount: Int64? { get }

  /// The offset of the next block.
  var offset: Int64 { get }
}
