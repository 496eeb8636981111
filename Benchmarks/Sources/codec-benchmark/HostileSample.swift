/// Legal encodings that usual encoders don't write.
enum HostileSample {
  /// Returns 10,000 `int32` values. Each takes ten bytes, the most that a varint may take.
  static func paddedVarints() -> [UInt8] {
    let values = numbers().flatMap { Varint.padded(UInt64(bitPattern: Int64($0)), to: 10) }
    return [0x0A] + Varint.minimal(UInt64(values.count)) + values
  }

  /// Returns 1,000 messages, in which each tag and each length takes five bytes.
  static func paddedTags() -> [UInt8] {
    let item =
      Varint.padded(0x08, to: 5) + [7]
      + Varint.padded(0x12, to: 5) + Varint.padded(3, to: 5) + [0x61, 0x62, 0x63]
    let field = Varint.padded(0x0A, to: 5) + Varint.padded(UInt64(item.count), to: 5) + item
    return (0..<1_000).flatMap { _ in field }
  }

  /// Returns 10,000 `int32` values, each with its own tag.
  static func unpacked() -> [UInt8] {
    numbers().flatMap { [0x08] + Varint.minimal(UInt64(bitPattern: Int64($0))) }
  }

  /// Returns `int32` values, each in its own packed field.
  static func packedOneByOne(_ count: Int = 10_000) -> [UInt8] {
    numbers(count).flatMap {
      let value = Varint.minimal(UInt64(bitPattern: Int64($0)))
      return [0x0A, UInt8(value.count)] + value
    }
  }

  /// Returns the singular field `Mixed.first` 1,000 times. A decoder has to merge all these
  /// messages.
  static func merged() -> [UInt8] {
    let part: [UInt8] = [0x0A, 3, 0x61, 0x62, 0x63, 0x10, 5, 0x22, 4, 0, 0, 0x80, 0x3F]
    return (0..<1_000).flatMap { _ in [0x6A, UInt8(part.count)] + part }
  }

  /// Returns fields that the reader doesn't know. Each consists of a tag, a length and ten bytes.
  static func unknown(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { index in
      [0xAA, 0x06, 10] + (0..<10).map { UInt8(truncatingIfNeeded: index + $0) }
    }
  }

  private static func numbers(_ count: Int = 10_000) -> [Int32] {
    var random = Random(seed: 20)
    return (0..<count).map { _ in random.int32() }
  }
}
