internal import SwiftProtobuf

/// Visits every field that is set in options, however deep.
struct OptionWalk {
  /// What is done with a field: its full name, the elements it is for, and the editions that know it.
  typealias Visit = (
    String, [Google_Protobuf_FieldOptions.OptionTargetType],
    Google_Protobuf_FieldOptions.FeatureSupport?
  ) -> Void

  private let pool: Pool

  init(_ pool: Pool) { self.pool = pool }

  /// Visits the fields of an element's options.
  func visit(_ options: any OptionsMessage, of kind: SymbolKind, _ visit: Visit) {
    let name = kind.optionsType
    guard let type = pool.symbols.find(name) ?? pool.findBuiltIn(name), type.kind == .message,
      let bytes: [UInt8] = try? options.serializedBytes()
    else { return }
    self.visit(bytes, type, visit)
  }

  private func visit(_ bytes: some Sequence<UInt8>, _ type: SymbolID, _ visit: Visit) {
    guard let fields = WireFields(bytes) else { return }
    var seen: Set<Int32> = []
    for field in pool.isMessageSet(type) ? fields.withoutItems.fields : fields.fields {
      guard let symbol = pool.field(numbered: field.number, of: type) else { continue }
      let resolved = pool.resolution(symbol)
      if resolved.isMessage, let inner = resolved.target,
        resolved.type == .message || field.type == .startGroup
      {
        self.visit(field.content, inner, visit)
      } else if resolved.type == .enum, let target = resolved.target, field.type == .varint {
        visitValue(Int32(truncatingIfNeeded: field.scalar), of: target, visit)
      }
      if seen.insert(field.number).inserted {
        let restrictions = pool.restrictions(of: symbol)
        visit(pool.fullName(symbol), restrictions?.targets ?? [], restrictions?.support)
      }
    }
  }

  private func visitValue(_ number: Int32, of type: SymbolID, _ visit: Visit) {
    if let (name, support) = pool.support(ofValue: number, in: type) { visit(name, [], support) }
  }
}

extension Pool {
  /// Finds a field or an extension of a message by its number.
  func field(numbered number: Int32, of message: SymbolID) -> SymbolID? {
    let owner = files[Int(message.file)]
    let range = owner.messages[message.index].fields
    if let index = owner.fieldOrder.first(number, in: range, { owner.fields[$0].number }) {
      return SymbolID(file: message.file, ElementID(.field, index))
    }
    return extensions.find(number, of: message)
  }
}
