import SwiftProtobuf

/// Checks that fields, extensions and methods refer to visible types of the right kind.
enum TypeReferences: RequestRule {
  static let name = "type-name"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      references(in: file).compactMap { reference in
        let kind = request.symbol(reference.name, in: file)?.kind
        if let kind, reference.kinds.contains(kind) { return nil }
        let found = kind == nil ? "isn't a visible type" : "is the wrong kind of type"
        return RequestFault(
          file,
          "the \(reference.part) of \(reference.user), \(reference.name.debugDescription), \(found)"
        )
      }
    }
  }

  /// A reference to a type.
  private struct Reference {
    let user: String
    let part: String
    let name: String
    let kinds: Set<RequestSymbol.Kind>
  }

  private static func references(in file: RequestFile) -> [Reference] {
    let extended = file.extensions.map { field in
      Reference(
        user: field.fullName, part: "extended message", name: field.proto.extendee,
        kinds: [.message])
    }
    let methods = file.services.flatMap { ScopedDescriptor.list($0.proto.method, in: $0.fullName) }
    let called = methods.flatMap { method in
      [("input", method.proto.inputType), ("output", method.proto.outputType)].map { part, name in
        Reference(user: method.fullName, part: part, name: name, kinds: [.message])
      }
    }
    return (file.fields + file.extensions).compactMap(reference) + extended + called
  }

  private static func reference(
    of field: ScopedDescriptor<Google_Protobuf_FieldDescriptorProto>
  ) -> Reference? {
    let kinds: Set<RequestSymbol.Kind>
    switch field.proto.type {
    case .message: kinds = [.message, .mapEntry]
    case .group: kinds = [.message]
    case .enum: kinds = [.enumeration]
    default: return nil
    }
    return Reference(
      user: field.fullName, part: "type", name: field.proto.typeName, kinds: kinds)
  }
}
