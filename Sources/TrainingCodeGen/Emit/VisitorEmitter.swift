import SwiftSource

/// What SwiftProtobuf's JSON, text format, hashing and generic callers go through.
///
/// Closures called in place keep debug builds from taking stack space for every field at once
/// (apple/swift-protobuf#1034).
struct VisitorEmitter: StyledEmitter {
  let plan: MessagePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    .paragraphs([decodeMessage, traverse])
  }

  private var storage: SwiftSource { "\(name: plan.storage)" }

  private var decodeMessage: SwiftSource {
    """
    \(access) mutating func decodeMessage(decoder: inout some \(swiftProtobuf.Decoder)) throws {
      \(decodingBody)
    }
    """
  }

  private var decodingBody: SwiftSource { plan.isMessageSet ? messageSet : decoding }

  private var decoding: SwiftSource {
    guard !plan.fields.isEmpty || plan.isExtensible else {
      return "while try decoder.nextFieldNumber() != nil {}"
    }
    return """
      while let fieldNumber = try decoder.nextFieldNumber() {
        switch fieldNumber {
        \(lines: plan.fieldsByNumber, decode)
        \(SwiftSource.when(plan.isExtensible, extensionField))
        default: break
        }
      }
      """
  }

  private var messageSet: SwiftSource {
    """
    try decoder.decodeExtensionFieldsAsMessageSet(values: &self._protobuf_extensionFieldValues, messageType: \(name: plan.innerName).self)
    """
  }

  private var extensionField: SwiftSource {
    let ranges: SwiftSource = .commaSeparated(plan.extensionRanges.map(range))
    return """
      case \(ranges): try { try decoder.decodeExtensionField(values: &self._protobuf_extensionFieldValues, messageType: \(name: plan.innerName).self, fieldNumber: fieldNumber) }()
      """
  }

  private func range(_ numbers: Range<Int32>) -> SwiftSource {
    "\(literal: numbers.lowerBound)..<\(literal: numbers.upperBound)"
  }

  /// Hands the codec's encoding over to a visitor that writes bytes.
  private var wholeEncoding: SwiftSource {
    .when(
      plan.isEncodedWhole,
      "if try \(wire.WireGenerated).encode(self, for: &visitor) { return }")
  }

  private var traverse: SwiftSource {
    """
    \(access) func traverse(visitor: inout some \(swiftProtobuf.Visitor)) throws {
      \(wholeEncoding)
      \(lines: plan.groups, visit)
      try self.unknownFields.traverse(visitor: &visitor)
    }
    """
  }
}

extension VisitorEmitter {
  private func decode(_ field: FieldPlan) -> SwiftSource {
    if let member = field.member { return decode(field, into: member) }
    let verb: SwiftSource = "\(name: field.visiting.decode)"
    let call: SwiftSource = "\(verb)(\(mapType(of: field))value: &\(storage).\(target(of: field)))"
    return "case \(literal: field.number): try { try decoder.\(call) }()"
  }

  private func decode(_ field: FieldPlan, into member: FieldPlan.Member) -> SwiftSource {
    let oneof: SwiftSource = "\(storage).\(name: member.property)"
    let current: SwiftSource =
      "if case \(name: member.caseName)(let current)? = \(oneof) { value = current }"
    return """
      case \(literal: field.number): try {
        var value: \(name: field.type)?
        \(SwiftSource.when(field.value.isMessage, current))
        try decoder.\(name: field.visiting.decode)(value: &value)
        guard let value else { return }
        if \(oneof) != nil { try decoder.handleConflictingOneOf() }
        \(oneof) = \(name: member.caseName)(value)
      }()
      """
  }

  /// Where a value is decoded into.
  private func target(of field: FieldPlan) -> SwiftSource {
    let stored: SwiftSource = "\(name: field.storedName)"
    return field.isBoxed ? "\(stored)[_unboxed: \(name: field.type).self]" : stored
  }

  /// The argument that names the type of a map.
  private func mapType(of field: FieldPlan) -> SwiftSource {
    field.visiting.mapType.map { "fieldType: \(name: $0).self, " } ?? .empty
  }
}

extension VisitorEmitter {
  private func visit(_ group: FieldGroup) -> SwiftSource {
    switch group {
    case .field(let field): return visit(field)
    case .members(let group):
      let statements = group.members.map { visit($0, "value") }
      return OneofSwitch(plan: group, storage: plan.storage, statements: statements).source
    case .extensions(let numbers):
      let format: SwiftSource = .when(plan.isMessageSet, "AsMessageSet")
      return """
        try visitor.visitExtensionFields\(format)(fields: self._protobuf_extensionFieldValues, start: \(literal: numbers.lowerBound), end: \(literal: numbers.upperBound))
        """
    }
  }

  private func visit(_ field: FieldPlan) -> SwiftSource {
    let property: SwiftSource = "\(storage).\(name: field.storedName)"
    switch field.visiting.condition {
    case .isSet(let test):
      return "if \(condition(test, field, property)) { \(visit(field, property)) }"
    case .isPresent:
      let value: SwiftSource = field.isBoxed ? "\(property)?.value" : property
      return "try { if let value = \(value) { \(visit(field, "value")) } }()"
    case .isChosen:
      return visit(field, "value")
    }
  }

  private func visit(_ field: FieldPlan, _ value: SwiftSource) -> SwiftSource {
    """
    try visitor.\(name: field.visiting.visit)(\(mapType(of: field))value: \(value), fieldNumber: \(literal: field.number))
    """
  }

  private func condition(
    _ test: ValuePlan.SetTest, _ field: FieldPlan, _ property: SwiftSource
  ) -> SwiftSource {
    switch test {
    case .isNotEmpty: "!\(property).isEmpty"
    case .hasBits: "\(property).bitPattern != 0"
    case .differs: "\(property) != \(name: field.defaultValue)"
    }
  }
}
