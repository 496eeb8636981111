internal import SwiftProtobuf

extension TextFormatParser {
  /// Reads the message in a `google.protobuf.Any`, behind the name of its type.
  mutating func anyValue(
    _ name: BracketedName, _ any: AnyFields, of message: inout DynamicMessage, depth: Int
  ) throws(TextFormatError) {
    guard !name.prefix.isEmpty else { throw TextFormatError("Type URL prefix is missing") }
    _ = try accept(":")
    guard ["type.googleapis.com/", "type.googleprod.com/"].contains(name.prefix),
      case .found(let type) = lookup.find(".\(name.type)", from: [], .everything),
      type.kind == .message
    else {
      throw TextFormatError(
        "Could not find type \"\(name.text)\" stored in google.protobuf.Any.")
    }
    let content = try self.message(type, depth: depth + 1)
    try checkRequired(content)
    guard !message.has(any.url, pool), !message.has(any.value, pool) else {
      throw TextFormatError("Non-repeated Any specified multiple times.")
    }
    message.set(any.url, .bytes(Array(name.text.utf8)), pool)
    message.set(any.value, .bytes(content.serialized(pool)), pool)
  }

  /// The fields of `google.protobuf.Any`.
  struct AnyFields {
    let url: SymbolID
    let value: SymbolID

    init?(_ type: SymbolID, _ pool: Pool) {
      guard pool.message(type).fullName == "google.protobuf.Any" else { return nil }
      let fields = pool.fields(of: type)
      guard let url = fields.first(where: { pool.field($0).number == 1 }),
        let value = fields.first(where: { pool.field($0).number == 2 }),
        pool.resolution(url).type == .string, pool.resolution(value).type == .bytes
      else { return nil }
      self.url = url
      self.value = value
    }
  }
}
