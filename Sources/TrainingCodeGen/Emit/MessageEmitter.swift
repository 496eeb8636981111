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
    [.when(plan.hasCodec, CodecEmitter(plan: plan).source), conformance]
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
    .dense(plan.properties.map(property) + [unknownFields, extensions] + storage)
  }

  private func property(_ property: MessagePlan.Property) -> SwiftSource {
    switch property {
    case .field(let field): FieldEmitter(plan: field, style: style).property
    case .oneof(let oneof): OneofEmitter(plan: oneof, style: style).property
    }
  }

  private var unknownFields: SwiftSource {
    "\(access) var unknownFields = \(swiftProtobuf.UnknownStorage)()"
  }

  private var types: [SwiftSource] {
    plan.oneofs.map { OneofEmitter(plan: $0, style: style).declaration }
      + plan.enums.map { EnumEmitter(plan: $0).declaration }
      + plan.messages.map { MessageEmitter(plan: $0).declaration }
  }

  private var initializer: SwiftSource {
    """
    \(SwiftSource.when(plan.isDeprecated, "@available(*, deprecated)"))
    \(access) init() {}
    """
  }

  private var extensions: SwiftSource {
    .when(
      plan.isExtensible,
      "\(access) var _protobuf_extensionFieldValues = \(swiftProtobuf.ExtensionFieldValueSet)()")
  }

  private var storage: [SwiftSource] {
    plan.fields.map { FieldEmitter(plan: $0, style: style).storage }
  }
}
