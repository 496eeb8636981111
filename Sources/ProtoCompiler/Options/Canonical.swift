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
  private static let maximumDepth = 100

  init(_ pool: Pool, without isDropped: @escaping (SymbolID) -> Bool = { _ in false }) {
    self.pool = pool
    self.isDropped = isDropped
  }

  /// Encodes a message anew.
  ///
  /// - Parameter path: the message's path in the descriptor.
  mutating func encode(
    _ bytes: some Sequence<UInt8>, _ type: SymbolID, path: [Int32] = [], depth: Int = 0
  ) -> [UInt8]? {
    guard depth < Self.maximumDepth, let fields = WireFields(bytes) else { return nil }
    if pool.isMessageSet(type) { return fields.bytes }
    var known: [Int32: (SymbolID, [WireFields.Field])] = [:]
    var unknown: [WireFields.Field] = []
    for field in fields.fields {
      guard let symbol = pool.field(numbered: field.number, of: type), isKnown(field, symbol) else {
        unknown.append(field)
        continue
      }
      known[field.number, default: (symbol, [])].1.append(field)
    }
    var writer = WireWriter()
    for (number, (symbol, values)) in known.sorted(by: { $0.key < $1.key }) {
      if isDropped(symbol) {
        dropped.append(path + [number])
      } else {
        write(values, of: symbol, path: path + [number], depth: depth, to: &writer)
      }
    }
    for field in unknown { writer.raw(field.encoded) }
    return writer.bytes
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
    _ values: [WireFields.Field], of symbol: SymbolID, path: [Int32], depth: Int,
    to writer: inout WireWriter
  ) {
    let isRepeated = pool.field(symbol).isRepeated
    let resolved = pool.resolution(symbol)
    if resolved.isMessage, let type = resolved.target {
      let contents = isRepeated ? values.map { Array($0.content) } : [values.flatMap(\.content)]
      for (index, content) in contents.enumerated() {
        let place = isRepeated ? path + [Int32(index)] : path
        let encoded = encode(content, type, path: place, depth: depth + 1) ?? content
        writer.message(
          encoded, field: pool.field(symbol).number, isGroup: pool.isGroup(symbol))
      }
    } else if isRepeated, resolved.type.isPackable {
      writeNumbers(values, of: symbol, to: &writer)
    } else if isRepeated {
      for value in values { writer.raw(value.encoded) }
    } else if let last = values.last, pool.hasPresence(symbol) || !isZero(last) {
      writer.raw(last.encoded)
    }
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
