import SwiftProtobuf

/// A descriptor with its full name.
struct ScopedDescriptor<Proto: NamedDescriptor> {
  let proto: Proto

  /// The full name of the enclosing declaration or package; empty at the top of a file without a
  /// package.
  let scope: String

  var name: String { proto.name }

  /// The full name, without a leading dot.
  var fullName: String { scope.isEmpty ? name : "\(scope).\(name)" }

  /// Makes a list of the descriptors in one scope.
  static func list(_ protos: [Proto], in scope: String) -> [Self] {
    protos.map { Self(proto: $0, scope: scope) }
  }
}

/// A descriptor of something that has a name.
protocol NamedDescriptor {
  var name: String { get }
}

extension Google_Protobuf_DescriptorProto: NamedDescriptor {}
extension Google_Protobuf_EnumDescriptorProto: NamedDescriptor {}
extension Google_Protobuf_EnumValueDescriptorProto: NamedDescriptor {}
extension Google_Protobuf_FieldDescriptorProto: NamedDescriptor {}
extension Google_Protobuf_OneofDescriptorProto: NamedDescriptor {}
extension Google_Protobuf_ServiceDescriptorProto: NamedDescriptor {}
extension Google_Protobuf_MethodDescriptorProto: NamedDescriptor {}
