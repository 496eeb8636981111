import SwiftSource

/// The specialised codec of a message: one line a field and direction.
struct CodecEmitter {
  let plan: MessagePlan

  var source: SwiftSource {
    .paragraphs([measure, encode, decode])
  }

  private var measure: SwiftSource {
    guard !plan.groups.isEmpty else {
      return """
        \(name: plan.access) func measure(in sizes: inout ProtoWire.WireSizes) -> Int {
          sizes.unknown(self.unknownFields)
        }
        """
    }
    return """
      \(name: plan.access) func measure(in sizes: inout ProtoWire.WireSizes) -> Int {
        var total = 0
        \(SwiftSource.lines(plan.groups.map { each($0, result: "total += ", call: "sizes") }))
        return total + sizes.unknown(self.unknownFields)
      }
      """
  }

  private var encode: SwiftSource {
    """
    \(name: plan.access) func encode(to writer: inout ProtoWire.WireWriter) {
      \(SwiftSource.lines(plan.groups.map { each($0, result: .empty, call: "writer") }))
      writer.unknown(self.unknownFields)
    }
    """
  }

  private var decode: SwiftSource {
    """
    \(name: plan.access) mutating func decode(from reader: inout ProtoWire.WireReader) throws(ProtoWire.WireDecodingError) {
      var unknown = ProtoWire.UnknownFields()
      while let tag = try reader.nextTag() {
        \(dispatch)
      }
      try reader.keep(unknown, in: &self.unknownFields)
    }
    """
  }
}

extension CodecEmitter {
  /// The statement that measures or writes a group: both have the same shape.
  private func each(
    _ group: FieldGroup, result: SwiftSource, call: SwiftSource
  ) -> SwiftSource {
    switch group {
    case .field(let field):
      return "\(result)\(call).\(arguments(field))"
    case .oneof(let oneof, let members):
      let cases = members.map { alternative($0, result: result, call: call) }
      return OneofSwitch(oneof: oneof, members: members, cases: cases).source
    }
  }

  private func alternative(
    _ field: FieldPlan, result: SwiftSource, call: SwiftSource
  ) -> SwiftSource {
    "\(result)\(call).present(\(name: field.value.codec).self, value, tag: \(literal: field.tag))"
  }

  private func arguments(_ field: FieldPlan) -> SwiftSource {
    let codec: SwiftSource = "\(name: field.value.codec).self"
    let tag: SwiftSource = "tag: \(literal: field.tag)"
    let name: SwiftSource = "self.\(name: field.name)"
    let storage: SwiftSource = "self.\(name: field.storageName)"
    switch field.shape {
    case .implicit: return "implicit(\(codec), \(name), \(tag))"
    case .explicit(boxed: false): return "explicit(\(codec), \(storage), \(tag))"
    case .explicit(boxed: true): return "explicit(\(codec), \(storage)?.value, \(tag))"
    case .repeated(packed: false): return "repeated(\(codec), \(name), \(tag))"
    case .repeated(packed: true): return "packed(\(codec), \(name), \(tag))"
    case .map(let key): return "map(\(name: key.codec).self, \(codec), \(name), \(tag))"
    case .oneof: return "present(\(codec), \(name), \(tag))"
    }
  }
}

extension CodecEmitter {
  private var dispatch: SwiftSource {
    guard !plan.fields.isEmpty else { return "try reader.unknown(tag, into: &unknown)" }
    return """
      switch tag {
      \(SwiftSource.lines(plan.fieldsByNumber.map(decodeCases)))
      default: try reader.unknown(tag, into: &unknown)
      }
      """
  }

  private func decodeCases(_ field: FieldPlan) -> SwiftSource {
    let codec: SwiftSource = "\(name: field.value.codec).self"
    let name: SwiftSource = "into: &self.\(name: field.name)"
    switch field.shape {
    case .implicit, .oneof:
      return decodeCase(field.tag, "field(\(codec), \(name))")
    case .explicit:
      return decodeCase(field.tag, "field(\(codec), into: &self.\(name: field.storageName))")
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

  private func decodeCase(_ tag: UInt32, _ call: SwiftSource) -> SwiftSource {
    "case \(literal: tag): try reader.\(call)"
  }
}
