import SwiftProtobufPluginLibrary

/// The Swift names of a service: the namespace of its stubs and its descriptor's property.
struct ServiceTypeName {
  /// E.g. `Pkg_Sub_Echo` for `pkg.sub.Echo`.
  let type: String

  /// E.g. `pkg_sub_Echo`.
  let property: String

  init(_ service: ServiceDescriptor, in context: FileContext) {
    let prefix = context.namer.typePrefix(forFile: context.file)
    let words = prefix.split(separator: "_").map { NamingUtils.toLowerCamelCase(String($0)) }
    let lower = words.joined(separator: "_")
    self.type = prefix + service.name
    self.property = lower + (prefix.hasSuffix("_") ? "_" : "") + service.name
  }
}
