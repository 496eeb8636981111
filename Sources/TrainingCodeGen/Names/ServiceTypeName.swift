import SwiftProtobufPluginLibrary

/// The Swift names of a service: the namespace of its stubs and its descriptor's property.
struct ServiceTypeName {
  /// E.g. `Pkg_Sub_Echo` for `pkg.sub.Echo`.
  let type: String

  /// E.g. `pkg_sub_Echo`.
  let property: String

  init(_ service: ServiceDescriptor, in context: FileContext) {
    let prefix = TypePrefix(context)
    let type = StubNames(context.style.modules).type(of: service, prefix: prefix.upperCamelCase)
    self.type = type
    self.property = prefix.lowerCamelCase + type.dropFirst(prefix.upperCamelCase.count)
  }
}
