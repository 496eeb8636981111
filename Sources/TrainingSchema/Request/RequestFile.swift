import SwiftProtobuf

/// A file of a request, with flat lists of its declarations.
struct RequestFile {
  let proto: Google_Protobuf_FileDescriptorProto
  let messages: [ScopedDescriptor<Google_Protobuf_DescriptorProto>]
  let enums: [ScopedDescriptor<Google_Protobuf_EnumDescriptorProto>]
  let fields: [ScopedDescriptor<Google_Protobuf_FieldDescriptorProto>]
  let extensions: [ScopedDescriptor<Google_Protobuf_FieldDescriptorProto>]

  init(_ proto: Google_Protobuf_FileDescriptorProto) {
    let package = proto.package
    let messages = Self.flatten(proto.messageType, in: package)
    self.proto = proto
    self.messages = messages
    self.enums =
      ScopedDescriptor.list(proto.enumType, in: package)
      + messages.flatMap { ScopedDescriptor.list($0.proto.enumType, in: $0.fullName) }
    self.fields = messages.flatMap { ScopedDescriptor.list($0.proto.field, in: $0.fullName) }
    self.extensions =
      ScopedDescriptor.list(proto.extension, in: package)
      + messages.flatMap { ScopedDescriptor.list($0.proto.extension, in: $0.fullName) }
  }

  var name: String { proto.name }

  /// The services.
  var services: [ScopedDescriptor<Google_Protobuf_ServiceDescriptorProto>] {
    ScopedDescriptor.list(proto.service, in: proto.package)
  }

  /// Whether the file has `syntax = "proto3"`.
  var isProto3: Bool { !proto.hasEdition && proto.syntax == "proto3" }

  /// Returns the name of an imported file by its index among the imports.
  func dependency(at index: Int32) -> String? {
    proto.dependency.indices.contains(Int(index)) ? proto.dependency[Int(index)] : nil
  }

  /// The declared types with their full names, which have a leading dot.
  var types: [(String, RequestSymbol)] {
    messages.map { message in
      let kind: RequestSymbol.Kind = message.proto.options.mapEntry ? .mapEntry : .message
      return (".\(message.fullName)", RequestSymbol(kind: kind, file: name))
    } + enums.map { (".\($0.fullName)", RequestSymbol(kind: .enumeration, file: name)) }
  }

  private static func flatten(
    _ messages: [Google_Protobuf_DescriptorProto], in scope: String
  ) -> [ScopedDescriptor<Google_Protobuf_DescriptorProto>] {
    ScopedDescriptor.list(messages, in: scope).flatMap { message in
      [message] + flatten(message.proto.nestedType, in: message.fullName)
    }
  }
}
