import SwiftSource

/// A message: its declaration, and the extension that makes it one.
struct MessageEmitter {
  let plan: MessagePlan

  var declaration: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated struct \(name: plan.name): \(SwiftSource.when(plan.isExtensible, "SwiftProtobuf.ExtensibleMessage, "))Sendable {
      // Conformance to SwiftProtobuf.Message is in an extension below; see SwiftProtobuf's `Message`
      // and its additions for what every message can do.

      \(SwiftSource.paragraphs(properties + [unknownFields] + types + [initializer, extensions, storage]))
    }
    """
  }

  /// The conformances of the message and of what is declared inside it.
  var runtimeSupport: [SwiftSource] {
    [conformance]
      + plan.enums.map { EnumEmitter(plan: $0).runtimeSupport }
      + plan.messages.flatMap { MessageEmitter(plan: $0).runtimeSupport }
  }

  private var conformance: SwiftSource {
    """
    nonisolated extension \(name: plan.fullName): SwiftProtobuf.Message, SwiftProtobuf._MessageImplementationBase, SwiftProtobuf._ProtoNameProviding\(codec) {
      \(access) static let protoMessageName: String = \(literal: plan.protoName)
      \(NameMapEmitter(plan: plan.nameMap, access: plan.access).source)

      \(SwiftSource.paragraphs(facets))
    }
    """
  }

  private var codec: SwiftSource { .when(plan.hasCodec, ", ProtoWire.WireMessage") }

  /// What the message can do, each facet written by an emitter of its own.
  private var facets: [SwiftSource] {
    [
      .when(plan.hasCodec, CodecEmitter(plan: plan).source),
      InitializedEmitter(plan: plan).source,
      VisitorEmitter(plan: plan).source,
      EqualityEmitter(plan: plan).source,
    ]
  }
}

extension MessageEmitter {
  private var access: SwiftSource { "\(name: plan.access)" }

  /// The properties in the order of declaration; a oneof's own comes before its first member's.
  private var properties: [SwiftSource] {
    plan.fields.flatMap { field in
      let oneof = plan.oneofs.first { $0.members.first == field }
      return [
        oneof.map { OneofEmitter(plan: $0, access: plan.access).property } ?? .empty,
        FieldEmitter(plan: field, access: plan.access).property,
      ]
    }
  }

  private var unknownFields: SwiftSource {
    "\(access) var unknownFields = SwiftProtobuf.UnknownStorage()"
  }

  private var types: [SwiftSource] {
    plan.oneofs.map { OneofEmitter(plan: $0, access: plan.access).declaration }
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
      "\(access) var _protobuf_extensionFieldValues = SwiftProtobuf.ExtensionFieldValueSet()")
  }

  private var storage: SwiftSource {
    .lines(plan.fields.map { FieldEmitter(plan: $0, access: plan.access).storage })
  }
}
