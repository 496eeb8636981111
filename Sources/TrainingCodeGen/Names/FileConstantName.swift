import SwiftProtobufPluginLibrary
import TrainingSchema

/// The Swift name of what stands for a whole file: its package's prefix, then its own name.
struct FileConstantName {
  /// For types and their like, e.g. `Pkg_Sub_MyFile` for `my_file.proto` of the package `pkg.sub`.
  let upperCamelCase: String

  /// For members, e.g. `pkg_sub_myFile`.
  let lowerCamelCase: String

  init(_ context: FileContext) {
    let stem = OutputName(proto: context.file.name, naming: .dropPath).stem
    let prefix = TypePrefix(context)
    self.upperCamelCase = prefix.upperCamelCase + NamingUtils.toUpperCamelCase(stem)
    self.lowerCamelCase = prefix.lowerCamelCase + NamingUtils.toLowerCamelCase(stem)
  }
}
