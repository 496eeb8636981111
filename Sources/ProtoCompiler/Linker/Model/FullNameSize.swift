internal import SwiftProtobuf

/// How many bytes the full names in a file have together.
///
/// Each element has the names of all scopes around it in its own: a long name around thousands of short
/// ones would take a thousand times the memory of the text.
struct FullNameSize {
  private(set) var bytes = 0

  /// More than any file that people or their programs write.
  static let maximum = 256 << 20

  init(_ file: Google_Protobuf_FileDescriptorProto) {
    let scope = file.package.utf8.count
    add(file.enumType, in: scope)
    add(file.extension.lazy.map(\.name), in: scope)
    for message in file.messageType { add(message, in: scope) }
    for service in file.service {
      add(CollectionOfOne(service.name), in: scope)
      add(service.method.lazy.map(\.name), in: scope + service.name.utf8.count + 1)
    }
  }

  private mutating func add(_ message: Google_Protobuf_DescriptorProto, in scope: Int) {
    let inner = scope + message.name.utf8.count + 1
    bytes += inner
    add(message.field.lazy.map(\.name), in: inner)
    add(message.oneofDecl.lazy.map(\.name), in: inner)
    add(message.extension.lazy.map(\.name), in: inner)
    add(message.enumType, in: inner)
    for nested in message.nestedType { add(nested, in: inner) }
  }

  private mutating func add(_ enums: [Google_Protobuf_EnumDescriptorProto], in scope: Int) {
    for proto in enums {
      add(CollectionOfOne(proto.name), in: scope)
      add(proto.value.lazy.map(\.name), in: scope)
    }
  }

  private mutating func add(_ names: some Sequence<String>, in scope: Int) {
    for name in names { bytes += scope + name.utf8.count + 1 }
  }
}
