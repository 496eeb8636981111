/// Finds required fields that aren't set in the binary format.
///
/// An aggregate has to set them all, but names with dots set one field at a time.
struct RequiredFields {
  private let pool: Pool

  init(_ pool: Pool) { self.pool = pool }

  /// The names of required fields that a message doesn't set, itself or in messages inside it.
  ///
  /// - Parameters:
  ///   - bytes: the message, each field that isn't repeated written once.
  ///   - prefix: the name of the message, and a dot.
  func missing(in bytes: some Sequence<UInt8>, _ type: SymbolID, prefix: String) -> [String] {
    guard let fields = WireFields(bytes) else { return [] }
    let content = pool.isMessageSet(type) ? fields.withoutItems.fields : fields.fields
    let numbers = Set(content.map(\.number))
    let own = pool.fields(of: type)
      .filter { pool.isRequired($0) && !numbers.contains(pool.field($0).number) }
      .map { prefix + pool.field($0).name }
    let inner = content.flatMap { field -> [String] in
      guard field.type == .lengthDelimited || field.type == .startGroup,
        let symbol = pool.field(numbered: field.number, of: type),
        pool.resolution(symbol).isMessage, let target = pool.resolution(symbol).target
      else { return [] }
      return missing(in: field.content, target, prefix: "\(prefix)\(pool.optionName(symbol)).")
    }
    return own + inner
  }
}

extension Pool {
  /// The name of a field as options write it: extensions in parentheses.
  func optionName(_ field: SymbolID) -> String {
    self.field(field).isExtension ? "(\(fullName(field)))" : self.field(field).name
  }
}
