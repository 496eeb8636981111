import SwiftProtobufPluginLibrary
import TrainingSchema

/// The Swift name of what stands for a whole file: its package's prefix, then its own name.
struct FileConstantName {
  /// For types and their like, e.g. `Pkg_Sub_MyFile` for `my_file.proto` of the package `pkg.sub`.
  let upperCamelCase: String

  /// For members of the manifest's type, e.g. `pkg_sub_myFile`. Without a package, `Proto` is appended
  /// to names that can't be declared or that the type has for something else.
  let manifestMember: String

  init(_ context: FileContext) {
    self.init(context.file, prefix: TypePrefix(context))
  }

  init(_ file: FileDescriptor, prefix: TypePrefix) {
    let stem = OutputName(proto: file.name, naming: .dropPath).stem
    self.upperCamelCase = prefix.upperCamelCase + NamingUtils.toUpperCamelCase(stem)
    let member = prefix.lowerCamelCase + NamingUtils.toLowerCamelCase(stem)
    let isTaken = member == "currentVersion" || SwiftWords.isKeyword(member) || member == "_"
    self.manifestMember = isTaken ? member + "Proto" : member
  }
}
