/// Where libarchive's bytes come from: a file, or what another pass decompressed.
protocol ArchiveSource: AnyObject {
  /// The next bytes, empty at the end; they stay valid until the next call.
  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer

  /// Goes to a byte offset and returns it; `nil` if this source cannot.
  func seek(to offset: Int64) -> Int64?

  /// The bytes there are, if known.
  var byteCount: Int64? { get }

  /// The offset of the next block.
  var offset: Int64 { get }
}
