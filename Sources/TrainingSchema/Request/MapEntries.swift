import SwiftProtobuf

/// Checks map entries. An entry is a message with a key and a value. It is nested in the message
/// that has the map, and only a repeated field of that message uses it.
enum MapEntries: RequestRule {
  static let name = "map-entry"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      let entries = file.messages.filter(\.proto.options.mapEntry)
      let scopes = Set(file.messages.map(\.fullName))
      let malformed = entries.filter { !scopes.contains($0.scope) || !isEntry($0.proto) }
      return malformed.map { RequestFault(file, "\($0.fullName) isn't a valid map entry") }
        + misused(in: file, request).map {
          RequestFault(file, "the field \($0.fullName) uses the map entry of another field")
        }
    }
  }

  private static func isEntry(_ message: Google_Protobuf_DescriptorProto) -> Bool {
    guard message.field.map(\.number) == [1, 2], message.oneofDecl.isEmpty,
      message.nestedType.isEmpty, message.enumType.isEmpty, message.extension.isEmpty,
      message.extensionRange.isEmpty
    else { return false }
    return message.field.allSatisfy { $0.label == .optional && $0.type != .group }
      && keyTypes.contains(message.field[0].type)
  }

  private static func misused(
    in file: RequestFile, _ request: LinkedRequest
  ) -> [ScopedDescriptor<Google_Protobuf_FieldDescriptorProto>] {
    (file.fields + file.extensions).filter { field in
      guard field.proto.type == .message,
        request.symbol(field.proto.typeName, in: file)?.kind == .mapEntry
      else { return false }
      let parent = field.proto.typeName.split(separator: ".").dropLast().joined(separator: ".")
      return field.proto.label != .repeated || parent != field.scope || field.proto.hasExtendee
    }
  }

  private static let keyTypes: Set<Google_Protobuf_FieldDescriptorProto.TypeEnum> = [
    .int32, .int64, .uint32, .uint64, .sint32, .sint64, .fixed32, .fixed64, .sfixed32, .sfixed64,
    .bool, .string,
  ]
}
