internal import SwiftProtobuf

/// A message of a type that is only known from its descriptor.
struct DynamicMessage {
  /// A value of a field.
  enum Value {
    /// A number, as a varint carries it before ZigZag, or its bits.
    case scalar(UInt64)
    case bytes([UInt8])
    case message(DynamicMessage)
  }

  let type: SymbolID

  /// The values of each field.
  private(set) var fields: [SymbolID: [Value]] = [:]

  /// The fields that are set, by their oneofs.
  private var members: [SymbolID: SymbolID] = [:]

  init(_ type: SymbolID) { self.type = type }

  /// Adds a value of a repeated field, or replaces that of another.
  mutating func set(_ field: SymbolID, _ value: Value, _ pool: Pool) {
    if pool.field(field).isRepeated {
      fields[field, default: []].append(value)
    } else {
      fields[field] = [value]
      if let oneof = pool.oneof(of: field) { members[oneof] = field }
    }
  }

  /// Sets what isn't set of a map's entry, which always has a key and a value.
  mutating func completeEntry(_ pool: Pool) {
    guard pool.isMapEntry(type) else { return }
    for field in pool.fields(of: type) where fields[field] == nil {
      let resolved = pool.resolution(field)
      if resolved.isMessage, let target = resolved.target {
        set(field, .message(DynamicMessage(target)), pool)
      } else {
        set(field, resolved.type.wireType == .lengthDelimited ? .bytes([]) : .scalar(0), pool)
      }
    }
  }

  /// How many messages are nested, this one included.
  var depth: Int {
    let inner = fields.values.joined().map { value in
      if case .message(let message) = value { message.depth } else { 0 }
    }
    return 1 + (inner.max() ?? 0)
  }

  /// The field that is set of a oneof; `nil` if there is none.
  func member(of oneof: SymbolID) -> SymbolID? { members[oneof] }

  /// Whether a field is set, as far as it can be seen in the binary format.
  func has(_ field: SymbolID, _ pool: Pool) -> Bool {
    guard let value = fields[field]?.first else { return false }
    guard !pool.field(field).isRepeated, !pool.hasPresence(field) else { return true }
    switch value {
    case .scalar(let value): return value != 0
    case .bytes(let bytes): return !bytes.isEmpty
    case .message: return true
    }
  }

  /// The names of required fields that aren't set, here or in messages inside this one.
  func missingFields(_ pool: Pool, prefix: String = "") -> [String] {
    let own = pool.fields(of: type).filter { pool.isRequired($0) && !has($0, pool) }
      .map { prefix + pool.field($0).name }
    let inner = sorted(pool).flatMap { field in
      let model = pool.field(field)
      let name = pool.optionName(field)
      return (fields[field] ?? []).enumerated().flatMap { index, value -> [String] in
        guard case .message(let message) = value else { return [] }
        let place = model.isRepeated ? "[\(index)]" : ""
        return message.missingFields(pool, prefix: "\(prefix)\(name)\(place).")
      }
    }
    return own + inner
  }

  /// The message in the binary format, fields in the order of their numbers.
  func serialized(_ pool: Pool) -> [UInt8] {
    var writer = WireWriter()
    let isMessageSet = pool.isMessageSet(type)
    let isEntry = pool.isMapEntry(type)
    for field in sorted(pool) where isEntry || pool.field(field).isRepeated || has(field, pool) {
      let values = fields[field] ?? []
      if isMessageSet, pool.field(field).isExtension, case .message(let message)? = values.first {
        writer.messageSetItem(message.serialized(pool), number: pool.field(field).number)
      } else {
        write(values, of: field, to: &writer, pool)
      }
    }
    return writer.bytes
  }

  private func sorted(_ pool: Pool) -> [SymbolID] {
    fields.keys.sorted { pool.field($0).number < pool.field($1).number }
  }

  private func write(
    _ values: [Value], of field: SymbolID, to writer: inout WireWriter, _ pool: Pool
  ) {
    let number = pool.field(field).number
    let type = pool.resolution(field).type
    if !values.isEmpty && pool.isPacked(field) {
      var packed = WireWriter()
      for case .scalar(let value) in values { packed.scalar(value, type) }
      writer.tag(number, .lengthDelimited)
      writer.lengthDelimited(packed.bytes)
      return
    }
    for value in values {
      switch value {
      case .scalar(let value): writer.scalar(.uint64(value), type, number)
      case .bytes(let bytes):
        writer.tag(number, .lengthDelimited)
        writer.lengthDelimited(bytes)
      case .message(let message):
        writer.message(message.serialized(pool), field: number, isGroup: pool.isGroup(field))
      }
    }
  }
}

extension Pool {
  /// The oneof that a field is in; `nil` if it is in none.
  func oneof(of field: SymbolID) -> SymbolID? {
    let model = self.field(field)
    guard model.oneof >= 0, !model.isExtension else { return nil }
    return SymbolID(file: field.file, ElementID(.oneof, model.oneof))
  }

  /// Whether it can be seen that a field is set to its default value.
  func hasPresence(_ field: SymbolID) -> Bool {
    let model = self.field(field)
    guard !model.isRepeated else { return false }
    return resolution(field).isMessage || model.isExtension || model.oneof >= 0
      || features(field).fieldPresence != .implicit
  }

  /// Whether a message has the option `message_set_wire_format`.
  func isMessageSet(_ message: SymbolID) -> Bool {
    let index = self.message(message).options
    guard index >= 0, self.options.indices.contains(Int(message.file)) else { return false }
    let options = self.options[Int(message.file)].messages[Int(index)]
    return (options as? Google_Protobuf_MessageOptions)?.messageSetWireFormat ?? false
  }
}
