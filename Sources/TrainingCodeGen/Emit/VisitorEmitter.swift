import SwiftSource

/// What SwiftProtobuf's JSON, text format, hashing and generic callers go through.
///
/// Closures called in place keep debug builds from taking stack space for every field at once
/// (apple/swift-protobuf#1034).
struct VisitorEmitter {
  let plan: MessagePlan

  var source: SwiftSource {
    .paragraphs([decodeMessage, traverse])
  }

  private var decodeMessage: SwiftSource {
    """
    \(name: plan.access) mutating func decodeMessage<D: SwiftProtobuf.Decoder>(decoder: inout D) throws {
      \(decoding)
    }
    """
  }

  private var decoding: SwiftSource {
    if plan.isMessageSet { return messageSet }
    guard !plan.fields.isEmpty || plan.isExtensible else {
      return "while try decoder.nextFieldNumber() != nil {}"
    }
    return """
      while let fieldNumber = try decoder.nextFieldNumber() {
        switch fieldNumber {
        \(SwiftSource.lines(plan.fieldsByNumber.map(decode)))
        \(SwiftSource.when(plan.isExtensible, extensionField))
        default: break
        }
      }
      """
  }

  private var messageSet: SwiftSource {
    """
    try decoder.decodeExtensionFieldsAsMessageSet(values: &self._protobuf_extensionFieldValues, messageType: \(name: plan.fullName).self)
    """
  }

  private var extensionField: SwiftSource {
    """
    case \(SwiftSource.commaSeparated(plan.extensionRanges.map(range))):
      try { try decoder.decodeExtensionField(values: &self._protobuf_extensionFieldValues, messageType: \(name: plan.fullName).self, fieldNumber: fieldNumber) }()
    """
  }

  private func range(_ numbers: Range<Int32>) -> SwiftSource {
    "\(literal: numbers.lowerBound)..<\(literal: numbers.upperBound)"
  }

  private var traverse: SwiftSource {
    """
    \(name: plan.access) func traverse<V: SwiftProtobuf.Visitor>(visitor: inout V) throws {
      \(SwiftSource.when(plan.isEncodedWhole, "if try self.encodeBinary(for: &visitor) { return }"))
      \(SwiftSource.lines(plan.groups.map(visit)))
      try self.unknownFields.traverse(visitor: &visitor)
    }
    """
  }
}

extension VisitorEmitter {
  private func decode(_ field: FieldPlan) -> SwiftSource {
    guard case .oneof(let member) = field.shape else {
      return "case \(literal: field.number): try { try decoder.\(decodeCall(field)) }()"
    }
    return """
      case \(literal: field.number): try {
        var value: \(name: field.type)?
        \(current(field, member))
        try decoder.decodeSingular\(name: field.value.visitorName)Field(value: &value)
        if let value {
          if self.\(name: member.property) != nil { try decoder.handleConflictingOneOf() }
          self.\(name: member.property) = \(name: member.caseName)(value)
        }
      }()
      """
  }

  /// A message that is there already is merged into.
  private func current(_ field: FieldPlan, _ member: FieldPlan.Member) -> SwiftSource {
    guard field.value.category == .message else { return .empty }
    return """
      if case \(name: member.caseName)(let current)? = self.\(name: member.property) { value = current }
      """
  }

  private func decodeCall(_ field: FieldPlan) -> SwiftSource {
    let kind = field.value.visitorName
    switch field.shape {
    case .implicit:
      return "decodeSingular\(name: kind)Field(value: &self.\(name: field.storedName))"
    case .explicit(boxed: false):
      return "decodeSingular\(name: kind)Field(value: &self.\(name: field.storedName))"
    case .explicit(boxed: true):
      return """
        decodeSingular\(name: kind)Field(value: &self.\(name: field.storedName)[unboxed: \(name: field.type).self])
        """
    case .repeated:
      return "decodeRepeated\(name: kind)Field(value: &self.\(name: field.storedName))"
    case .map(let key):
      return
        "decodeMapField(fieldType: \(mapType(key, field.value)).self, value: &self.\(name: field.storedName))"
    case .oneof: return .empty
    }
  }

  private func mapType(_ key: ValuePlan, _ value: ValuePlan) -> SwiftSource {
    let kind: SwiftSource
    switch value.category {
    case .message: kind = "_ProtobufMessageMap"
    case .enumeration: kind = "_ProtobufEnumMap"
    case .scalar, .string, .bytes: kind = "_ProtobufMap"
    }
    return "SwiftProtobuf.\(kind)<\(name: key.traits), \(name: value.traits)>"
  }
}

extension VisitorEmitter {
  private func visit(_ group: FieldGroup) -> SwiftSource {
    switch group {
    case .field(let field): return visit(field)
    case .oneof(let oneof, let members):
      let calls = members.map { field in
        visitCall(field, cardinality: "Singular", value: "value")
      }
      return OneofSwitch(oneof: oneof, members: members, cases: calls).source
    case .extensions(let numbers):
      let format: SwiftSource = plan.isMessageSet ? "AsMessageSet" : .empty
      return """
        try visitor.visitExtensionFields\(format)(fields: self._protobuf_extensionFieldValues, start: \(literal: numbers.lowerBound), end: \(literal: numbers.upperBound))
        """
    }
  }

  private func visit(_ field: FieldPlan) -> SwiftSource {
    let property: SwiftSource = "self.\(name: field.storedName)"
    switch field.shape {
    case .implicit:
      return guarded(
        isSet(field, property), visitCall(field, cardinality: "Singular", value: property))
    case .explicit(let boxed):
      let storage: SwiftSource =
        boxed ? "self.\(name: field.storedName)?.value" : "self.\(name: field.storedName)"
      let call = visitCall(field, cardinality: "Singular", value: "value")
      return "try { if let value = \(storage) { \(call) } }()"
    case .repeated(let packed):
      let call = visitCall(field, cardinality: packed ? "Packed" : "Repeated", value: property)
      return guarded("!\(property).isEmpty", call)
    case .map(let key):
      let type = mapType(key, field.value)
      return guarded(
        "!\(property).isEmpty",
        """
        try visitor.visitMapField(fieldType: \(type).self, value: \(property), fieldNumber: \(literal: field.number))
        """)
    case .oneof: return .empty
    }
  }

  private func guarded(_ condition: SwiftSource, _ call: SwiftSource) -> SwiftSource {
    """
    if \(condition) {
      \(call)
    }
    """
  }

  private func visitCall(
    _ field: FieldPlan, cardinality: SwiftSource, value: SwiftSource
  ) -> SwiftSource {
    """
    try visitor.visit\(cardinality)\(name: field.value.visitorName)Field(value: \(value), fieldNumber: \(literal: field.number))
    """
  }

  private func isSet(_ field: FieldPlan, _ property: SwiftSource) -> SwiftSource {
    switch field.value.category {
    case .string, .bytes: "!\(property).isEmpty"
    case .scalar where ["Double", "Float"].contains(field.value.type):
      "\(property).bitPattern != 0"
    case .scalar, .enumeration, .message: "\(property) != \(name: field.defaultValue)"
    }
  }
}
