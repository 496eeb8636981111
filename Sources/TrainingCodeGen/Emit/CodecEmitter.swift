import SwiftSource

/// The specialised codec of a message: one line a field and direction.
///
/// The three functions are not inlined: what is in them is, and messages that hold each other would be
/// compiled again and again.
struct CodecEmitter {
  let plan: MessagePlan

  var source: SwiftSource {
    .paragraphs([measure, encode, decode])
  }

  private var measure: SwiftSource {
    """
    @inline(never)
    \(name: plan.access) func measure(in sizes: inout ProtoWire.WireSizes) {
      \(SwiftSource.lines(plan.groups.map { each($0, call: "sizes") }))
      sizes.unknown(self.unknownFields)
    }
    """
  }

  private var encode: SwiftSource {
    """
    @inline(never)
    \(name: plan.access) func encode(to writer: inout ProtoWire.WireWriter) {
      \(SwiftSource.lines(plan.groups.map { each($0, call: "writer") }))
      writer.unknown(self.unknownFields)
    }
    """
  }

  private var decode: SwiftSource {
    """
    @inline(never)
    \(name: plan.access) mutating func decode(from reader: inout ProtoWire.WireReader) throws(ProtoWire.WireDecodingError) {
      var unknown = ProtoWire.UnknownFields()
      \(plan.isMessageSet ? messageSet : loop)
      try reader.keep(unknown, in: &self.unknownFields)
    }
    """
  }
}

extension CodecEmitter {
  private var messageSet: SwiftSource {
    "try reader.messageSet(of: &self, into: &unknown)"
  }

  private var loop: SwiftSource {
    """
    while let tag = try reader.nextTag() {
      \(dispatch)
    }
    """
  }

  /// The statement that measures or writes a group: both have the same shape.
  private func each(_ group: FieldGroup, call: SwiftSource) -> SwiftSource {
    switch group {
    case .field(let field):
      return "\(call).\(arguments(field))"
    case .oneof(let oneof, let members):
      let cases = members.map { alternative($0, call: call) }
      return OneofSwitch(oneof: oneof, members: members, cases: cases).source
    case .extensions(let numbers):
      let range: SwiftSource = "\(literal: numbers.lowerBound)..<\(literal: numbers.upperBound)"
      let format: SwiftSource = plan.isMessageSet ? ", asMessageSet: true" : .empty
      return "\(call).extensions(of: self, \(range)\(format))"
    }
  }

  private func alternative(_ field: FieldPlan, call: SwiftSource) -> SwiftSource {
    "\(call).present(\(name: field.value.codec).self, value, tag: \(literal: field.tag))"
  }

  private func arguments(_ field: FieldPlan) -> SwiftSource {
    let codec: SwiftSource = "\(name: field.value.codec).self"
    let tag: SwiftSource = "tag: \(literal: field.tag)"
    let name: SwiftSource = "self.\(name: field.storedName)"
    switch field.shape {
    case .implicit: return "implicit(\(codec), \(name), \(tag))"
    case .explicit(boxed: false): return "explicit(\(codec), \(name), \(tag))"
    case .explicit(boxed: true): return "explicit(\(codec), boxed: \(name), \(tag))"
    case .repeated(packed: false): return "repeated(\(codec), \(name), \(tag))"
    case .repeated(packed: true): return "packed(\(codec), \(name), \(tag))"
    case .map(let key): return "map(\(name: key.codec).self, \(codec), \(name), \(tag))"
    case .oneof: return "present(\(codec), \(name), \(tag))"
    }
  }
}

extension CodecEmitter {
  private var dispatch: SwiftSource {
    guard !plan.fields.isEmpty else { return other }
    return """
      switch tag {
      \(SwiftSource.lines(plan.fieldsByNumber.map(decodeCases)))
      default: \(other)
      }
      """
  }

  /// Reads what is no field of the message's own.
  private var other: SwiftSource {
    plan.isExtensible
      ? "try reader.extensionOrUnknown(tag, of: &self, into: &unknown)"
      : "try reader.unknown(tag, into: &unknown)"
  }

  private func decodeCases(_ field: FieldPlan) -> SwiftSource {
    let codec: SwiftSource = "\(name: field.value.codec).self"
    let name: SwiftSource = "into: &self.\(name: field.storedName)"
    guard !field.value.isClosed else { return decodeClosedCases(field) }
    switch field.shape {
    case .implicit, .explicit, .oneof:
      guard field.value.category != .message else {
        return decodeCase(field.tag, "merge(\(codec), \(name))")
      }
      let value = assignment(field, "try reader.value(\(codec))")
      return "case \(literal: field.tag): \(value)"
    case .map(let key):
      return decodeCase(field.tag, "map(\(name: key.codec).self, \(codec), \(name))")
    case .repeated:
      let single = field.tag(wireType: field.value.wireType)
      let packed = decodeCase(field.tag(wireType: 2), "packed(\(codec), \(name))")
      return .lines([
        decodeCase(single, "repeated(\(codec), \(name))"),
        .when(field.isPackable, packed),
      ])
    }
  }

  /// Sets the field, or the oneof that it is a member of.
  private func assignment(_ field: FieldPlan, _ value: SwiftSource) -> SwiftSource {
    guard case .oneof(let member) = field.shape else {
      return "self.\(name: field.storedName) = \(value)"
    }
    return "self.\(name: member.property) = \(name: member.caseName)(\(value))"
  }

  private func decodeCase(_ tag: UInt32, _ call: SwiftSource) -> SwiftSource {
    "case \(literal: tag): try reader.\(call)"
  }
}

/// Numbers that a closed enum has no name for are unknown fields.
extension CodecEmitter {
  private func decodeClosedCases(_ field: FieldPlan) -> SwiftSource {
    let codec: SwiftSource = "\(name: field.value.codec).self"
    let name: SwiftSource = "into: &self.\(name: field.storedName)"
    let rest: SwiftSource = "else: &unknown"
    switch field.shape {
    case .implicit, .explicit, .oneof:
      return """
        case \(literal: field.tag):
          if let value = try reader.known(\(codec), else: &unknown) { \(assignment(field, "value")) }
        """
    case .map(let key):
      return decodeCase(field.tag, "map(\(name: key.codec).self, \(codec), \(name), \(rest))")
    case .repeated:
      return .lines([
        decodeCase(field.tag(wireType: 0), "repeated(\(codec), \(name), \(rest))"),
        decodeCase(field.tag(wireType: 2), "packed(\(codec), \(name), tag: tag, \(rest))"),
      ])
    }
  }
}
