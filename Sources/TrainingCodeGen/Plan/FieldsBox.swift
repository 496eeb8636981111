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

extension FieldsBox {
  /// What has the stored properties, for code that reads them or changes a few.
  var value: String { "self.\(property).value" }

  /// What has them, for code that has made sure that the box isn't shared.
  var unique: String { "self.\(property).unique" }
}

extension MessagePlan {
  /// What has the stored properties.
  var storage: String { box?.value ?? "self" }

  /// Whether the struct in the box encodes itself, which it can't if extension fields, which are kept
  /// outside of it, lie between its own fields.
  var isBoxEncodable: Bool { box != nil && !isExtensible }
}

extension FieldsBox {
  /// The box of a message whose fields are kept on the heap. Its names are different from those of
  /// the message's own declarations.
  init(of message: Descriptor, in context: FileContext) {
    let hidden = message.fields.map { field in
      context.namer.messagePropertyNames(
        field: field, prefixed: "_", includeHasAndClear: false
      ).prefixed
    }
    self.property = Self.unused(
      "_fields", by: Set(message.propertyNames(by: context.namer) + hidden))
    self.type = Self.typeName(besides: message.typeNames(by: context.namer))
  }

  /// The name of the struct in a message that declares `types`.
  static func typeName(besides types: [String]) -> String {
    unused("_Fields", by: Set(types))
  }

  private static func unused(_ name: String, by others: Set<String>) -> String {
    others.contains(name) ? unused(name + "_", by: others) : name
  }
}
