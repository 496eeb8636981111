import SwiftSource

/// A message: its declaration, and the extensions that make it one.
struct MessageEmitter: StyledEmitter {
  let plan: MessagePlan

  var style: FileStyle { plan.style }

  var declaration: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated struct \(name: plan.name): \(extensible)Sendable {
      \(SwiftSource.paragraphs([variables, initializer] + types))
    }
    """
  }

  /// The conformances of the message and of what is declared inside it.
  var runtimeSupport: [SwiftSource] {
    [.when(plan.hasCodec, CodecEmitter(plan: plan).source), boxSupport, conformance]
      + plan.enums.map { EnumEmitter(plan: $0).runtimeSupport }
      + plan.messages.flatMap { MessageEmitter(plan: $0).runtimeSupport }
  }

  private var conformance: SwiftSource {
    """
    nonisolated extension \(name: plan.fullName): \(swiftProtobuf.Message), \(swiftProtobuf._MessageImplementationBase), \(swiftProtobuf._ProtoNameProviding) {
      \(access) static let protoMessageName: String = \(literal: plan.protoName)
      \(NameMapEmitter(plan: plan.nameMap, style: style).source)

      \(SwiftSource.paragraphs(facets))
    }
    """
  }

  private var extensible: SwiftSource {
    .when(plan.isExtensible, "\(swiftProtobuf.ExtensibleMessage), ")
  }

  /// What SwiftProtobuf asks of a message, each facet written by an emitter of its own.
  private var facets: [SwiftSource] {
    [
      InitializedEmitter(plan: plan).source,
      VisitorEmitter(plan: plan).source,
      EqualityEmitter(plan: plan).source,
    ]
  }
}

extension MessageEmitter {
  /// The properties and what is stored behind them.
  private var variables: SwiftSource {
    .dense(plan.properties.map(property) + [unknownFields, extensions] + storage + [box])
  }

  private func property(_ property: MessagePlan.Property) -> SwiftSource {
    switch property {
    case .field(let field): emitter(field).property
    case .oneof(let oneof): emitter(oneof).property
    }
  }

  private func emitter(_ field: FieldPlan) -> FieldEmitter {
    FieldEmitter(plan: field, box: plan.box, style: style)
  }

  private func emitter(_ oneof: OneofPlan) -> OneofEmitter {
    OneofEmitter(plan: oneof, box: plan.box, style: style)
  }

  private var unknownFields: SwiftSource {
    "\(access) var unknownFields = \(swiftProtobuf.UnknownStorage)()"
  }

  private var types: [SwiftSource] {
    plan.oneofs.map { emitter($0).declaration }
      + plan.enums.map { EnumEmitter(plan: $0).declaration }
      + plan.messages.map { MessageEmitter(plan: $0).declaration }
      + [boxedFields]
  }

  private var initializer: SwiftSource {
    """
    \(SwiftSource.when(plan.isDeprecated, "@available(*, deprecated)"))
    \(inlining)\(access) init() {}
    """
  }

  /// A call that isn't inlined keeps the fields off the caller's stack.
  private var inlining: SwiftSource { .when(plan.box != nil, "@inline(never) ") }

  private var extensions: SwiftSource {
    .when(
      plan.isExtensible,
      "\(access) var _protobuf_extensionFieldValues = \(swiftProtobuf.ExtensionFieldValueSet)()")
  }

  private var storage: [SwiftSource] {
    plan.fields.map { emitter($0).hidden }
  }
}

/// The fields of a message that keeps them on the heap.
extension MessageEmitter {
  /// What the struct in the box does for the message.
  private var boxSupport: SwiftSource {
    let codec = plan.hasCodec ? CodecEmitter(plan: plan).boxMembers : []
    let members: SwiftSource = .paragraphs(codec + [EqualityEmitter(plan: plan).boxMember])
    guard let box = plan.box, !members.isEmpty else { return .empty }
    return """
      nonisolated extension \(name: plan.fullName).\(name: box.type)\(boxConformance) {
        \(members)
      }
      """
  }

  private var boxConformance: SwiftSource {
    .when(plan.hasCodec && plan.isBoxEncodable, ": \(wire.WireEncodable)")
  }

  private var box: SwiftSource {
    plan.box.map {
      "fileprivate var \(name: $0.property) = \(wire.Indirect)(\(name: $0.type)())"
    } ?? .empty
  }

  private var boxedFields: SwiftSource {
    plan.box.map {
      """
      /// The fields. They are on the heap, so that deeply nested messages need little stack.
      fileprivate nonisolated struct \(name: $0.type): Sendable {
        \(lines: plan.properties, boxed)
      }
      """
    } ?? .empty
  }

  private func boxed(_ property: MessagePlan.Property) -> SwiftSource {
    switch property {
    case .field(let field): emitter(field).boxed
    case .oneof(let oneof): emitter(oneof).boxed
    }
  }
}
