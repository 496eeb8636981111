public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension WireWriter {
  /// Writes a field without presence unless it has the default value.
  @inlinable
  public mutating func implicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) {
    if !Codec.isDefault(value) { present(codec, value, tag: tag) }
  }

  /// Writes a field with presence if it is set.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value?, tag: UInt32
  ) {
    if let value { present(codec, value, tag: tag) }
  }

  /// Writes a boxed field with presence if it is set.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    box?.lend { present(codec, $0, tag: tag) }
  }

  /// Writes a field that is there.
  @inlinable
  public mutating func present<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) {
    self.tag(tag)
    Codec.write(value, to: &self)
    if Codec.wireType == WireType.startGroup { self.tag(tag + 1) }
  }

  /// Writes a repeated field with a tag for each element.
  @inlinable
  public mutating func repeated<Codec: FieldCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for index in values.indices {
        if Codec.staysInPlace {
          lend(start + index) { present(codec, $0, tag: tag) }
        } else {
          present(codec, values[index], tag: tag)
        }
      }
    }
  }

  /// Writes a repeated field whose elements share one tag.
  @inlinable
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    guard !values.isEmpty else { return }
    self.tag(tag)
    if let size = Codec.writtenSize {
      varint(UInt64(values.count * size))
    } else {
      measuredLength()
    }
    guard !Codec.isCopied else { return values.withUnsafeBytes { bytes($0) } }
    values.withUnsafeBufferPointer { Codec.writePacked($0, to: &self) }
  }

  /// Writes a map, one message of key and value for each entry.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type, _ entries: [Key.Value: Element.Value],
    tag: UInt32
  ) {
    forEachEntry(of: entries, sorted: sortsMaps, by: keyCodec) { key, value in
      self.tag(tag)
      measuredLength()
      present(keyCodec, key, tag: 1 << 3 | Key.wireType)
      present(valueCodec, value, tag: 2 << 3 | Element.wireType)
    }
  }

  /// Writes the fields that the message has no name for, byte for byte.
  @inlinable
  @inline(__always)
  public mutating func unknown(_ fields: UnknownStorage) {
    guard !fields.data.isEmpty else { return }
    fields.data.withUnsafeBytes { bytes in
      self.bytes(bytes)
    }
  }
}
