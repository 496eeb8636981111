/// Shape × kind: everything that depends on how often a field occurs and on what it holds.
extension FieldPlan {
  init(
    protoName: String, number: Int32, documentation: Documentation, names: Names, shape: FieldShape,
    value: ValuePlan,
    modules: ModuleNames, isRequired: Bool, isDeprecated: Bool
  ) {
    let traits = shape.traits
    let isForwarded = isDeprecated && traits.property != .optional
    self.protoName = protoName
    self.number = number
    self.documentation = documentation
    self.names = names
    self.type = Self.type(of: value, shape)
    self.defaultValue = Self.defaultValue(of: value, shape)
    self.property = isForwarded ? .forwarded : traits.property
    self.storage = Self.storage(behind: traits.property, isForwarded: isForwarded)
    self.member = shape.member
    self.isBoxed = shape.isBoxed
    self.isCollection = traits.isCollection
    self.value = value
    self.writing = CodecCall(shape, value, number: number)
    self.reading = ReadCall.calls(shape, value, number: number)
    self.visiting = VisitorCalls(shape, value, modules)
    self.isRequired = isRequired
    self.isDeprecated = isDeprecated
  }

  private static func type(of value: ValuePlan, _ shape: FieldShape) -> String {
    if let key = shape.key { return "[\(key.type): \(value.type)]" }
    return shape.traits.isCollection ? "[\(value.type)]" : value.type
  }

  private static func defaultValue(of value: ValuePlan, _ shape: FieldShape) -> String {
    if shape.key != nil { return "[:]" }
    return shape.traits.isCollection ? "[]" : value.defaultValue
  }

  private static func storage(behind property: Property, isForwarded: Bool) -> Storage? {
    switch property {
    case .optional: .optional
    case .member where isForwarded: .member
    case .stored where isForwarded: .value
    case .stored, .member, .forwarded: nil
    }
  }
}

/// A tag: a field number and a wire type.
private func wireTag(_ number: Int32, _ wireType: UInt32) -> UInt32 {
  UInt32(number) << 3 | wireType
}

extension CodecCall {
  fileprivate init(_ shape: FieldShape, _ value: ValuePlan, number: Int32) {
    // A length comes first: of all elements, or of an entry, whatever the kind of its value.
    let hasLength = shape.isPacked || shape.key != nil
    self.verb = shape.traits.write
    self.codecs = [shape.key, value].compactMap { $0?.codec }
    self.label = shape.isBoxed ? "boxed" : nil
    self.tag = wireTag(number, hasLength ? 2 : value.wireType)
  }
}

extension ReadCall {
  fileprivate static func calls(
    _ shape: FieldShape, _ value: ValuePlan, number: Int32
  ) -> [ReadCall] {
    if let key = shape.key {
      return [ReadCall("map", value, key: key, tag: wireTag(number, 2))]
    }
    let single = wireTag(number, value.wireType)
    guard let verb = shape.traits.read else { return [ReadCall(singular: value, tag: single)] }
    let packed = ReadCall("packed", value, tag: wireTag(number, 2), takesTag: value.isClosed)
    return [ReadCall(verb, value, tag: single)] + (value.isPackable ? [packed] : [])
  }

  private init(
    _ verb: String, _ value: ValuePlan, key: ValuePlan? = nil, tag: UInt32, takesTag: Bool = false
  ) {
    self.init(
      tag: tag, verb: verb, codecs: [key, value].compactMap { $0?.codec }, result: .changed,
      takesTag: takesTag, takesUnknownFields: value.isClosed)
  }

  private init(singular value: ValuePlan, tag: UInt32) {
    let (verb, result): (String, Result) =
      if value.isMessage {
        ("merge", .changed)
      } else {
        value.isClosed ? ("known", .assignedIfKnown) : ("value", .assigned)
      }
    self.init(
      tag: tag, verb: verb, codecs: [value.codec], result: result, takesTag: false,
      takesUnknownFields: value.isClosed)
  }
}

extension VisitorCalls {
  fileprivate init(_ shape: FieldShape, _ value: ValuePlan, _ modules: ModuleNames) {
    let traits = shape.traits
    let kind = shape.key == nil ? value.visitorName : ""
    self.decode = "decode\(traits.decode)\(kind)Field"
    self.visit = "visit\(traits.visit)\(kind)Field"
    self.mapType = shape.key.map { key in
      let map = modules.protobuf("_Protobuf\(value.mapFamily)Map")
      return "\(map)<\(key.protobufType), \(value.protobufType)>"
    }
    switch traits.property {
    case .optional: self.condition = .isPresent
    case .member: self.condition = .isChosen
    case .stored, .forwarded:
      self.condition = .isSet(traits.isCollection ? .isNotEmpty : value.setTest)
    }
  }
}

extension ValuePlan {
  /// What SwiftProtobuf's maps of such values are named after: they hold no groups.
  fileprivate var mapFamily: String { isMessage ? "Message" : family }
}
