import SwiftSource

/// The specialised codec of a message, in an extension of its own: one line a field and direction.
/// It names nothing of SwiftProtobuf's, so that it stays as it is when the conformance to that
/// changes.
///
/// The three functions are not inlined: what is in them is, and messages that hold each other would
/// be compiled again and again.
struct CodecEmitter: StyledEmitter {
  let plan: MessagePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    """
    nonisolated extension \(name: plan.fullName): \(wire.WireMessage) {
      \(SwiftSource.paragraphs([measure, encode, decode]))
    }
    """
  }

  private var measure: SwiftSource {
    """
    @inline(never) \(access) func _measure(in sizes: inout \(wire.WireSizes)) {
      \(fields("sizes"))
      sizes.unknown(self.unknownFields)
    }
    """
  }

  private var encode: SwiftSource {
    """
    @inline(never) \(access) func _encode(to writer: inout \(wire.WireWriter)) {
      \(fields("writer"))
      writer.unknown(self.unknownFields)
    }
    """
  }

  /// The statements that measure or write all fields.
  private func fields(_ call: SwiftSource) -> SwiftSource {
    if let box = plan.box, plan.isBoxEncodable {
      return "\(call).fields(in: self.\(name: box.property))"
    }
    return each(call, in: plan.storage)
  }

  private var decode: SwiftSource {
    """
    @inline(never) \(access) mutating func _decode(from reader: inout \(wire.WireReader)) throws(\(wire.WireDecodingError)) {
      var unknown = \(wire.UnknownFields)()
      \(makeUnique)
      \(reading)
      try reader.keep(unknown, in: &self.unknownFields)
    }
    """
  }
}

extension CodecEmitter {
  /// The statements that measure or write all groups in `storage`: both have the same shape.
  private func each(_ call: SwiftSource, in storage: String) -> SwiftSource {
    .lines(plan.groups.map { each($0, in: storage, call: call) })
  }

  private func each(_ group: FieldGroup, in storage: String, call: SwiftSource) -> SwiftSource {
    switch group {
    case .field(let field):
      return write(field, "\(name: storage).\(name: field.storedName)", call: call)
    case .members(let group):
      let cases = group.members.map { write($0, "value", call: call) }
      return OneofSwitch(plan: group, storage: storage, statements: cases).source
    case .extensions(let numbers):
      let range: SwiftSource = "\(literal: numbers.lowerBound)..<\(literal: numbers.upperBound)"
      let format: SwiftSource = .when(plan.isMessageSet, ", asMessageSet: true")
      return "\(call).extensions(of: self, \(range)\(format))"
    }
  }

  private func write(
    _ field: FieldPlan, _ value: SwiftSource, call: SwiftSource
  ) -> SwiftSource {
    let label: SwiftSource = field.writing.label.map { "\(name: $0): " } ?? .empty
    let codecs = codecs(field.writing.codecs)
    let tag: SwiftSource = "tag: \(literal: field.writing.tag)"
    return
      "\(call).\(name: field.writing.verb)(\(codecs), \(label)\(value), \(tag))  // \(origin(field))"
  }

  private func codecs(_ names: [String]) -> SwiftSource {
    .commaSeparated(names.map { "\(name: $0).self" })
  }

  /// The comment beside a tag: the field as the proto declares it.
  private func origin(_ field: FieldPlan) -> SwiftSource {
    "\(name: field.protoName) = \(literal: field.number)"
  }
}

extension CodecEmitter {
  private var reading: SwiftSource { plan.isMessageSet ? messageSet : loop }

  private var messageSet: SwiftSource {
    "try reader.messageSet(of: &self, into: &unknown)"
  }

  private var loop: SwiftSource {
    """
    while let tag = try reader.nextTag() {
      \(field)
    }
    """
  }

  /// Reads the field whose tag has been met.
  private var field: SwiftSource { dispatch(ownFields, else: elsewhere) }

  private func dispatch(_ fields: [FieldPlan], else other: SwiftSource) -> SwiftSource {
    guard !fields.isEmpty else { return other }
    return """
      switch tag {
      \(lines: fields, readCases)
      default: \(other)
      }
      """
  }

  /// Reads a field that `_decode` itself doesn't read.
  private var elsewhere: SwiftSource {
    guard let box = plan.box, !boxedValues.isEmpty else { return other }
    let call: SwiftSource =
      "try !self.\(name: box.property).unique.decode(tag, from: &reader, into: &unknown)"
    return "if \(call) { \(other) }"
  }

  /// Reads a field that isn't one of the message's own.
  private var other: SwiftSource {
    plan.isExtensible
      ? "try reader.extensionOrUnknown(tag, of: &self, into: &unknown)"
      : "try reader.unknown(tag, into: &unknown)"
  }

  private func readCases(_ field: FieldPlan) -> SwiftSource {
    .lines(field.reading.map { readCase(field, $0) })
  }

  private func readCase(_ field: FieldPlan, _ call: ReadCall) -> SwiftSource {
    "case \(literal: call.tag): \(statement(field, call))  // \(origin(field))"
  }

  private func statement(_ field: FieldPlan, _ call: ReadCall) -> SwiftSource {
    let read: SwiftSource = "try reader.\(name: call.verb)(\(arguments(field, call)))"
    return switch call.result {
    case .changed: read
    case .assigned: assignment(field, read)
    case .assignedIfKnown: "if let value = \(read) { \(assignment(field, "value")) }"
    }
  }

  /// The fields in a box that aren't messages.
  private var boxedValues: [FieldPlan] {
    plan.box == nil ? [] : plan.fieldsByNumber.filter { !$0.value.isMessage }
  }

  private var ownFields: [FieldPlan] {
    plan.box == nil ? plan.fieldsByNumber : plan.fieldsByNumber.filter(\.value.isMessage)
  }

  /// The part of the codec that belongs to the struct in a box. What it encodes is borrowed from the
  /// box. Its decoding is a function of its own because `_decode`, which calls itself at each level of
  /// nesting, then needs less stack in debug builds.
  var boxMembers: [SwiftSource] { [boxMeasuring, boxEncoding, boxDecoding] }

  private var boxMeasuring: SwiftSource {
    .when(
      plan.isBoxEncodable,
      """
      @inline(never) func _measure(in sizes: inout \(wire.WireSizes)) {
        \(each("sizes", in: "self"))
      }
      """)
  }

  private var boxEncoding: SwiftSource {
    .when(
      plan.isBoxEncodable,
      """
      @inline(never) func _encode(to writer: inout \(wire.WireWriter)) {
        \(each("writer", in: "self"))
      }
      """)
  }

  private var boxDecoding: SwiftSource {
    .when(
      !boxedValues.isEmpty,
      """
      mutating func decode(_ tag: UInt32, from reader: inout \(wire.WireReader), into unknown: inout \(wire.UnknownFields)) throws(\(wire.WireDecodingError)) -> Bool {
        \(dispatch(boxedValues, else: "return false"))
        return true
      }
      """)
  }

  private func arguments(_ field: FieldPlan, _ call: ReadCall) -> SwiftSource {
    let target: SwiftSource = "into: &\(changed(field))"
    return .commaSeparated(
      [
        codecs(call.codecs), .when(call.result == .changed, target),
        .when(call.takesTag, "tag: tag"), .when(call.takesUnknownFields, "else: &unknown"),
      ].filter { !$0.isEmpty })
  }

  /// Sets the field, or the oneof that it is a member of.
  private func assignment(_ field: FieldPlan, _ value: SwiftSource) -> SwiftSource {
    guard let member = field.member else { return "self.\(name: field.storedName) = \(value)" }
    return "self.\(name: member.property) = \(name: member.caseName)(\(value))"
  }

  /// The property that is changed. Messages are changed by the message that has the box, and members
  /// of a oneof are its own.
  private func changed(_ field: FieldPlan) -> SwiftSource {
    let isBoxed = field.value.isMessage && field.member == nil
    let storage: SwiftSource = isBoxed ? "\(name: plan.box?.unique ?? "self")" : "self"
    return "\(storage).\(name: field.storedName)"
  }

  private var makeUnique: SwiftSource {
    plan.box.map { "self.\(name: $0.property).makeUnique()" } ?? .empty
  }
}
