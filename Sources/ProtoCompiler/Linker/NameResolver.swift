internal import SwiftProtobuf

/// Finds out what the names in one file stand for.
struct NameResolver {
  private let pool: Pool
  private let model: FileModel
  private let file: Int
  private let lookup: NameLookup
  private var reporter: Reporter
  private var result = Resolution()
  /// The extension ranges of messages that the file extends.
  private var ranges: [SymbolID: SortedSpans] = [:]

  /// Whether to be silent about names that aren't found, because a file that may declare them has
  /// errors.
  private let isLenient: Bool

  init(_ pool: Pool, file: Int) {
    self.pool = pool
    self.file = file
    model = pool.files[file]
    lookup = NameLookup(pool, file: file)
    reporter = Reporter(pool, file: file)
    isLenient = pool.imports[file].isIncomplete
  }

  /// Resolves every name of the file.
  consuming func resolve() -> Resolution {
    result.fields.reserveCapacity(model.fields.count)
    for index in model.fields.indices { result.fields.append(resolve(field: index)) }
    for index in model.methods.indices {
      let method = model.methods[index]
      result.inputs.append(resolve(method.input, of: index, part: .inputType))
      result.outputs.append(resolve(method.output, of: index, part: .outputType))
    }
    result.used = lookup.used
    result.diagnostics = reporter.diagnostics
    return result
  }

  private mutating func resolve(field index: Int) -> Resolution.Field {
    let field = model.fields[index]
    var resolved = Resolution.Field(type: field.declaredType ?? .int32)
    if field.isExtension {
      resolved.container = extendee(of: index)
      if field.extendee != nil && resolved.container == nil { return resolved }
    } else {
      resolved.container = SymbolID(file: file, ElementID(.message, field.parent))
    }
    if let name = field.typeName { resolveType(name, of: index, &resolved) }
    return resolved
  }

  private mutating func extendee(of index: Int) -> SymbolID? {
    let element = ElementID(.field, index)
    guard let name = model.fields[index].extendee else { return nil }
    guard let symbol = find(name, for: element, .everything, .extendee) else { return nil }
    guard symbol.kind == .message else {
      reporter.report(
        "extendee-type", element, .extendee, "\"\(name)\" isn't a message.",
        notes: [declared(symbol)])
      return nil
    }
    checkRange(of: index, in: symbol)
    return symbol
  }

  private mutating func checkRange(of index: Int, in message: SymbolID) {
    let number = model.fields[index].number
    let owner = pool.files[Int(message.file)]
    let spans = owner.messages[message.index].ranges.indices.lazy.map { owner.ranges[$0].span }
    let known = ranges[message] ?? SortedSpans(Array(spans))
    ranges[message] = known
    if known.contains(number) { return }
    let declared = spans.prefix(10).map(\.description).joined(separator: ", ")
    let hint =
      declared.isEmpty
      ? " It can't be extended: add a statement such as \"extensions \(max(number, 1));\" to it."
      : " Its extension numbers are \(declared)\(spans.count > 10 ? " and others" : "")."
    reporter.report(
      "extension-number", ElementID(.field, index), .number,
      "\"\(owner.messages[message.index].fullName)\" has no extension number \(number).\(hint)",
      notes: [self.declared(message)])
  }

  private mutating func resolveType(
    _ name: String, of index: Int, _ resolved: inout Resolution.Field
  ) {
    let element = ElementID(.field, index)
    guard let symbol = find(name, for: element, .types, .type) else { return }
    guard let type = type(named: name, symbol, of: index) else { return }
    resolved.type = type
    resolved.target = symbol
    resolved.isMap = type == .message && pool.isMapEntry(symbol, from: file)
  }

  /// The type of a field whose type is an element.
  private mutating func type(
    named name: String, _ symbol: SymbolID, of index: Int
  ) -> Google_Protobuf_FieldDescriptorProto.TypeEnum? {
    let element = ElementID(.field, index)
    switch (model.fields[index].declaredType, symbol.kind) {
    case (nil, .message): return .message
    case (nil, .enumeration): return .enum
    case (.some(let declared), .message) where declared == .message || declared == .group:
      return declared
    case (.enum, .enumeration): return .enum
    case (let declared, _):
      let wanted =
        declared == nil ? "a message or an enum" : declared == .enum ? "an enum" : "a message"
      reporter.report(
        "type-kind", element, .type, "\"\(name)\" isn't \(wanted).", notes: [self.declared(symbol)]
      )
      return nil
    }
  }

  private mutating func resolve(
    _ name: String, of index: Int, part: SourceMap.Part
  ) -> SymbolID? {
    let element = ElementID(.method, index)
    guard let symbol = find(name, for: element, .everything, part) else { return nil }
    guard symbol.kind == .message else {
      reporter.report(
        "type-kind", element, part, "\"\(name)\" isn't a message.", notes: [declared(symbol)])
      return nil
    }
    return symbol
  }

  /// Finds the element with a name, or reports that there is none.
  private mutating func find(
    _ name: String, for element: ElementID, _ mode: NameLookup.Mode, _ part: SourceMap.Part
  ) -> SymbolID? {
    let scope = model.fullName(of: element)
    switch lookup.find(name, from: scope.utf8, mode) {
    case .found(let symbol): return symbol
    case .missing(let miss):
      if !isLenient {
        reporter.reportMissing(name, miss, for: element, part, scope: scope)
      }
      return nil
    }
  }

  private func declared(_ symbol: SymbolID) -> Diagnostic.Note {
    let name = pool.files[Int(symbol.file)].fullName(of: symbol.element)
    return reporter.note("\"\(name)\" is declared here", symbol)
  }
}

extension MessageModel.Span: CustomStringConvertible {
  func contains(_ number: Int32) -> Bool { start <= number && number < end }

  /// The range as the text writes it.
  var description: String {
    let last = end &- 1
    if start == last { return "\(start)" }
    return last >= FieldNumber.maximum ? "\(start) to max" : "\(start) to \(last)"
  }
}

/// The limits of field numbers.
enum FieldNumber {
  static let maximum: Int32 = 536_870_911
  /// The numbers that protobuf keeps for itself.
  static let reserved: ClosedRange<Int32> = 19_000...19_999
}
