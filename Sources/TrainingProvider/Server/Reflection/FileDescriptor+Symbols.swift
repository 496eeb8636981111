import SwiftProtobuf

extension Google_Protobuf_FileDescriptorProto {
  /// The full names of everything that the file declares.
  var declaredSymbols: [String] {
    let scope = package.isEmpty ? "" : "\(package)."
    return messageType.flatMap { $0.symbols(in: scope) }
      + enumType.flatMap { $0.symbols(in: scope) }
      + `extension`.map { scope + $0.name }
      + service.flatMap { $0.symbols(in: scope) }
  }

  /// The extensions that the file declares, including those in messages.
  var declaredExtensions: [Google_Protobuf_FieldDescriptorProto] {
    `extension` + messageType.flatMap(\.declaredExtensions)
  }
}

extension Google_Protobuf_DescriptorProto {
  fileprivate func symbols(in scope: String) -> [String] {
    let inner = "\(scope)\(name)."
    return [scope + name] + (field + `extension`).map { inner + $0.name }
      + oneofDecl.map { inner + $0.name }
      + nestedType.flatMap { $0.symbols(in: inner) }
      + enumType.flatMap { $0.symbols(in: inner) }
  }

  fileprivate var declaredExtensions: [Google_Protobuf_FieldDescriptorProto] {
    `extension` + nestedType.flatMap(\.declaredExtensions)
  }
}

extension Google_Protobuf_EnumDescriptorProto {
  /// The names of values are those of siblings of the enum.
  fileprivate func symbols(in scope: String) -> [String] {
    [scope + name] + value.map { scope + $0.name }
  }
}

extension Google_Protobuf_ServiceDescriptorProto {
  fileprivate func symbols(in scope: String) -> [String] {
    [scope + name] + method.map { "\(scope)\(name).\($0.name)" }
  }
}
