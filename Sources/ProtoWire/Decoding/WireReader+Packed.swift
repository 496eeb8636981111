public import SwiftProtobuf

extension WireReader {
  /// Reads packed elements of a repeated field.
  @inlinable
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, into values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    let outer = try enter()
    defer { end = outer }
    let count = packedCount(Codec.fixedSize)
    guard values.isEmpty else {
      values.makeRoom(for: count)
      return try appendPacked(codec, to: &values)
    }
    if Codec.fixedSize != nil, Codec.isCopied {
      values = Array(copying: try slice(of: count * MemoryLayout<Codec.Value>.size), count: count)
      guard cursor == end else { throw .truncated }
      return
    }
    var failure: WireDecodingError?
    values = [Codec.Value](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      failure = readPacked(codec, into: buffer, &initializedCount)
    }
    if let failure { throw failure }
  }

  @inlinable
  mutating func appendPacked<Codec: PackableCodec>(
    _ codec: Codec.Type, to values: inout [Codec.Value]
  ) throws(WireDecodingError) {
    while cursor != end { values.append(try Codec.next(from: &self)) }
  }

  /// Fills `buffer`, which has room for as many elements as were counted.
  @inlinable
  mutating func readPacked<Codec: PackableCodec>(
    _ codec: Codec.Type, into buffer: UnsafeMutableBufferPointer<Codec.Value>, _ count: inout Int
  ) -> WireDecodingError? {
    guard let start = buffer.baseAddress else { return cursor == end ? nil : .truncated }
    // In bounds: each element ends in one of the bytes that were counted.
    var next = start
    defer { count = next - start }
    do throws(WireDecodingError) {
      try Codec.readPacked(into: &next, from: &self)
      return nil
    } catch {
      return error
    }
  }

  /// The number of packed elements: never more than there are bytes.
  @inlinable
  func packedCount(_ fixedSize: Int?) -> Int {
    if let fixedSize { return bytesLeft / fixedSize }
    return Varint.count(cursor, end)
  }
}

extension Array {
  /// Makes room for elements that are about to be appended. Only what more than doubles the array: to
  /// grow by little as often as little comes would copy it each time.
  @inlinable
  mutating func makeRoom(for more: Int) {
    if more > count { reserveCapacity(count + more) }
  }

  /// Creates an array of elements that are in memory what `bytes` holds, bit by bit.
  @inlinable
  init(copying bytes: UnsafeRawBufferPointer, count: Int) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      initializedCount = count
    }
  }
}
