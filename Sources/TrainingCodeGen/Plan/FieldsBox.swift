import SwiftProtobufPluginLibrary

/// The struct on the heap that keeps the fields of a large message which can contain itself.
///
/// SwiftProtobuf's decoders keep several copies of a message on the stack for each level of nesting.
/// With its fields on the heap, such a message is as small as a pointer and its unknown fields.
struct FieldsBox: Hashable {
  /// The name of the property that holds the box.
  let property: String

  /// The name of the struct, which is declared inside the message.
  let type: String
}

extension MessagePlan {
  /// What has the stored properties, for code that reads them or changes a few.
  var storage: String { box.map { "self.\($0.property).value" } ?? "self" }

  /// Whether the struct in the box encodes itself, which it can't if extension fields, which are kept
  /// outside of it, lie between its own fields.
  var isBoxEncodable: Bool { box != nil && !isExtensible }

  /// What has the stored properties, for code that has made sure that the box isn't shared.
  var uniqueStorage: String { box.map { "self.\($0.property).unique" } ?? "self" }
}

extension FieldsBox {
  /// The box of a message whose fields are kept on the heap. Its names are different from those of
  /// the message's own declarations.
  init(of message: Descriptor, in context: FileContext) {
    let properties = message.fields.flatMap { field in
      let names = context.namer.messagePropertyNames(
        field: field, prefixed: "_", includeHasAndClear: false)
      return [names.name, names.prefixed]
    }
    self.property = Self.unused("_fields", by: Set(properties))
    self.type = Self.typeName(in: message, by: context.namer)
  }

  /// The name of the struct, if `message` has one.
  static func typeName(in message: Descriptor, by namer: SwiftProtobufNamer) -> String {
    unused("_Fields", by: Set(message.typeNames(by: namer)))
  }

  private static func unused(_ name: String, by others: Set<String>) -> String {
    others.contains(name) ? unused(name + "_", by: others) : name
  }
}
