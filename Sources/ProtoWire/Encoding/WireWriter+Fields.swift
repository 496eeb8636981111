public import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
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
    if let box { present(codec, box.value, tag: tag) }
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
    for value in values { present(codec, value, tag: tag) }
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
    guard !sortsMaps else { return sortedMap(keyCodec, valueCodec, entries, tag: tag) }
    for (key, value) in entries { entry(keyCodec, key, valueCodec, value, tag: tag) }
  }

  /// Writes a map in the order of its keys, as ``WireSizes`` measured it.
  @usableFromInline
  mutating func sortedMap<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type, _ entries: [Key.Value: Element.Value],
    tag: UInt32
  ) {
    for (key, value) in sorted(entries, by: keyCodec) {
      entry(keyCodec, key, valueCodec, value, tag: tag)
    }
  }

  @inlinable
  mutating func entry<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ key: Key.Value, _ valueCodec: Element.Type, _ value: Element.Value,
    tag: UInt32
  ) {
    self.tag(tag)
    measuredLength()
    present(keyCodec, key, tag: MapEntry.keyTag(keyCodec))
    present(valueCodec, value, tag: MapEntry.valueTag(valueCodec))
  }

  /// Writes the fields that the message has no name for, byte for byte.
  @inlinable
  public mutating func unknown(_ fields: UnknownStorage) {
    if !fields.isPlainlyEmpty { bytes(of: fields) }
  }

  @usableFromInline
  mutating func bytes(of fields: UnknownStorage) {
    fields.data.withUnsafeBytes { bytes($0) }
  }
}
