public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension WireSizes {
  /// The size of a field without presence: nothing for the default value.
  @inlinable
  public mutating func implicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) -> Int {
    Codec.isDefault(value) ? 0 : present(codec, value, tag: tag)
  }

  /// The size of a field with presence: nothing when it is not set.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value?, tag: UInt32
  ) -> Int {
    guard let value else { return 0 }
    return present(codec, value, tag: tag)
  }

  /// The size of a boxed field with presence.
  @inlinable
  public mutating func explicit<Codec: FieldCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) -> Int {
    guard let box else { return 0 }
    return box.lend { present(codec, $0, tag: tag) }
  }

  /// The size of a field that is there.
  @inlinable
  public mutating func present<Codec: FieldCodec>(
    _ codec: Codec.Type, _ value: Codec.Value, tag: UInt32
  ) -> Int {
    let tagSize = Varint.size(UInt64(tag))
    let closing = Codec.wireType == WireType.startGroup ? tagSize : 0
    return tagSize + Codec.size(value, in: &self) + closing
  }

  /// The size of a repeated field with a tag for each element.
  @inlinable
  public mutating func repeated<Codec: FieldCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) -> Int {
    var total = 0
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for index in values.indices {
        if Codec.staysInPlace {
          total += lend(start + index) { present(codec, $0, tag: tag) }
        } else {
          total += present(codec, values[index], tag: tag)
        }
      }
    }
    return total
  }

  /// The size of a repeated field whose elements share one tag: nothing when it is empty.
  @inlinable
  public mutating func packed<Codec: PackableCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) -> Int {
    guard !values.isEmpty else { return 0 }
    if let size = Codec.writtenSize {
      let length = values.count * size
      return Varint.size(UInt64(tag)) + Varint.size(UInt64(length)) + length
    }
    let slot = reserveSlot()
    var length = 0
    for value in values { length += Codec.size(value, in: &self) }
    return Varint.size(UInt64(tag)) + fill(slot, with: length)
  }

  /// The size of a map: an entry is a message of a key, number 1, and a value, number 2.
  @inlinable
  public mutating func map<Key: MapKeyCodec, Element: FieldCodec>(
    _ keyCodec: Key.Type, _ valueCodec: Element.Type, _ entries: [Key.Value: Element.Value],
    tag: UInt32
  ) -> Int {
    var total = 0
    forEachEntry(of: entries, sorted: options.useDeterministicOrdering, by: keyCodec) {
      key, value in
      let slot = reserveSlot()
      let length = 2 + Key.size(key, in: &self) + Element.size(value, in: &self)
      total += Varint.size(UInt64(tag)) + fill(slot, with: length)
    }
    return total
  }

  /// The size of the fields that the message has no name for.
  @inlinable
  @inline(__always)
  public func unknown(_ fields: UnknownStorage) -> Int {
    fields.data.count
  }
}

/// Visits the entries of a map: in the order of their keys when `sorted`, else in the order that
/// the dictionary has, which is the same in both passes over one value.
@inlinable
func forEachEntry<Key: MapKeyCodec, Element>(
  of entries: [Key.Value: Element], sorted: Bool, by keyCodec: Key.Type,
  _ body: (Key.Value, Element) -> Void
) {
  guard sorted else {
    for (key, value) in entries { body(key, value) }
    return
  }
  for (key, value) in entries.sorted(by: { Key.precedes($0.key, $1.key) }) { body(key, value) }
}
