internal import SwiftProtobuf

/// Encodes a message anew as protoc does if it knows the message's type: fields in the order of their
/// numbers, values of the same field together, and fields that it doesn't know at the end.
struct Canonical {
  private let pool: Pool

  /// Decides about fields to leave out.
  private let isDropped: (SymbolID) -> Bool

  /// The paths of fields that were left out.
  private(set) var dropped: [[Int32]] = []

  /// How deep messages are followed.
  private static let maximumDepth = OptionTarget.maximumDepth

  init(_ pool: Pool, without isDropped: @escaping (SymbolID) -> Bool = { _ in false }) {
    self.pool = pool
    self.isDropped = isDropped
  }

  /// Encodes a message anew.
  ///
  /// - Parameters:
  ///   - path: the message's path in the descriptor.
  ///   - isInGroup: whether a group is around the message. protoc leaves nothing out of groups.
  mutating func encode(
    _ bytes: some Sequence<UInt8>, _ type: SymbolID, path: [Int32] = [], depth: Int = 0,
    isInGroup: Bool = false
  ) -> [UInt8]? {
    guard depth <= Self.maximumDepth, let fields = WireFields(bytes) else { return nil }
    let (known, unknown) = sorted(fields, of: type)
    var writer = WireWriter()
    for (number, (symbol, values)) in known.sorted(by: { $0.key < $1.key }) {
      if !isInGroup, isDropped(symbol) {
        dropped.append(path + [number])
      } else {
        let place = Place(type: type, path: path + [number], depth: depth, isInGroup: isInGroup)
        write(values, of: symbol, at: place, to: &writer)
      }
    }
    let isMessageSet = pool.isMessageSet(type)
    for field in unknown {
      if isMessageSet, field.type == .lengthDelimited {
        writer.messageSetItem(field.content, number: field.number)
      } else {
        writer.raw(field.encoded)
      }
    }
    return writer.bytes
  }

  /// The fields that a message has by their numbers, and those that it doesn't know.
  ///
  /// The last field of a oneof replaces those before it. A map's entry has both of its fields.
  private func sorted(_ fields: WireFields, of type: SymbolID) -> (
    known: [Int32: (SymbolID, [WireFields.Field])], unknown: [WireFields.Field]
  ) {
    var known: [Int32: (SymbolID, [WireFields.Field])] = [:]
    var unknown: [WireFields.Field] = []
    var members: [SymbolID: Int32] = [:]
    for field in pool.isMessageSet(type) ? fields.withoutItems.fields : fields.fields {
      guard let symbol = pool.field(numbered: field.number, of: type), isKnown(field, symbol) else {
        unknown.append(field)
        continue
      }
      if let oneof = pool.oneof(of: symbol),
        let other = members.updateValue(field.number, forKey: oneof), other != field.number
      {
        known[other] = nil
      }
      known[field.number, default: (symbol, [])].1.append(field)
    }
    guard pool.isMapEntry(type) else { return (known, unknown) }
    for symbol in pool.fields(of: type) where known[pool.field(symbol).number] == nil {
      known[pool.field(symbol).number] = (symbol, [])
    }
    return (known, unknown)
  }

  /// Where a field is.
  private struct Place {
    /// The message that has the field.
    let type: SymbolID
    /// The field's path in the descriptor.
    let path: [Int32]
    let depth: Int
    let isInGroup: Bool
  }

  private func isKnown(_ field: WireFields.Field, _ symbol: SymbolID) -> Bool {
    let resolved = pool.resolution(symbol)
    let isRepeated = pool.field(symbol).isRepeated
    if isRepeated, resolved.type.isPackable, field.type == .lengthDelimited { return true }
    let wanted: WireWriter.WireType =
      resolved.isMessage && pool.isGroup(symbol) ? .startGroup : resolved.type.wireType
    guard field.type == wanted else { return false }
    guard resolved.type == .enum, let target = resolved.target, pool.isClosed(target) else {
      return true
    }
    let number = Int32(truncatingIfNeeded: field.scalar)
    return pool.value(numbered: number, of: target) != nil
  }

  private mutating func write(
    _ values: [WireFields.Field], of symbol: SymbolID, at place: Place,
    to writer: inout WireWriter
  ) {
    let isRepeated = pool.field(symbol).isRepeated
    let resolved = pool.resolution(symbol)
    if resolved.isMessage, let type = resolved.target {
      let number = pool.field(symbol).number
      let isGroup = pool.isGroup(symbol)
      let isItem = pool.isMessageSet(place.type)
      let contents = isRepeated ? values.map { Array($0.content) } : [values.flatMap(\.content)]
      for (index, content) in contents.enumerated() {
        let path = isRepeated ? place.path + [Int32(index)] : place.path
        let encoded =
          encode(
            content, type, path: path, depth: place.depth + 1,
            isInGroup: place.isInGroup || isGroup) ?? content
        if isItem {
          writer.messageSetItem(encoded, number: number)
        } else {
          writer.message(encoded, field: number, isGroup: isGroup)
        }
      }
    } else if isRepeated, resolved.type.isPackable {
      writeNumbers(values, of: symbol, to: &writer)
    } else if isRepeated {
      for value in values { writer.raw(value.encoded) }
    } else if pool.isMapEntry(place.type) {
      writer.raw(
        values.last?.encoded ?? Self.zero(pool.field(symbol).number, resolved.type.wireType))
    } else if let last = values.last, pool.hasPresence(symbol) || !isZero(last) {
      writer.raw(last.encoded)
    }
  }

  /// A field with the number 0 or without content.
  private static func zero(_ number: Int32, _ type: WireWriter.WireType) -> ArraySlice<UInt8> {
    var writer = WireWriter()
    writer.tag(number, type)
    writer.number(0, type)
    return writer.bytes[...]
  }

  private func isZero(_ field: WireFields.Field) -> Bool {
    field.type == .lengthDelimited ? field.content.isEmpty : field.scalar == 0
  }

  /// Writes the numbers of a repeated field, packed or not, however they were written before.
  private func writeNumbers(
    _ values: [WireFields.Field], of symbol: SymbolID, to writer: inout WireWriter
  ) {
    let type = pool.resolution(symbol).type
    let number = pool.field(symbol).number
    let numbers = values.flatMap { value in
      value.type == .lengthDelimited
        ? WireFields.unpack(value.content, type.wireType) : [value.scalar]
    }
    guard pool.isPacked(symbol) else {
      for value in numbers {
        writer.tag(number, type.wireType)
        writer.number(value, type.wireType)
      }
      return
    }
    var packed = WireWriter()
    for value in numbers { packed.number(value, type.wireType) }
    guard !packed.bytes.isEmpty else { return }
    writer.tag(number, .lengthDelimited)
    writer.lengthDelimited(packed.bytes)
  }
}

extension WireWriter {
  /// Appends a number as it is read, without a tag.
  mutating func number(_ value: UInt64, _ type: WireType) {
    switch type {
    case .fixed32: fixed32(UInt32(truncatingIfNeeded: value))
    case .fixed64: fixed64(value)
    default: varint(value)
    }
  }
}

extension OptionsMessage {
  /// Encodes extensions that are compiled into protoc as protoc does: in the order of their numbers,
  /// each once.
  mutating func normalizeKnownExtensions() {
    if hasFeatures, let data = Self.normalized(features.unknownFields, "google.protobuf.FeatureSet")
    {
      features.unknownFields = data
    }
    if let data = Self.normalized(unknownFields, Self.protoMessageName) { unknownFields = data }
  }

  private static func normalized(_ unknown: UnknownStorage, _ name: String) -> UnknownStorage? {
    let pool = BuiltInProtos.pool
    guard !unknown.data.isEmpty, let type = pool.symbols.find(name),
      let fields = WireFields(unknown.data),
      fields.fields.contains(where: { pool.extensions.find($0.number, of: type) != nil })
    else { return nil }
    var canonical = Canonical(pool)
    guard let bytes = canonical.encode(unknown.data, type) else { return nil }
    return UnknownStorage(bytes)
  }
}

extension UnknownStorage {
  /// Fields in the binary format.
  init(_ bytes: [UInt8]) {
    // An empty message keeps every field as unknown.
    let empty = try? Google_Protobuf_Empty(serializedBytes: bytes)
    self = empty?.unknownFields ?? UnknownStorage()
  }
}
