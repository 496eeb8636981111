import SwiftProtobufPluginLibrary

/// What the Swift names of a file's top-level declarations begin with: its package.
struct TypePrefix {
  /// E.g. `Pkg_Sub_` for the package `pkg.sub`; empty for none.
  let upperCamelCase: String

  /// E.g. `pkg_sub_`.
  let lowerCamelCase: String

  init(_ context: FileContext) {
    self.init(context.namer.typePrefix(forFile: context.file))
  }

  /// - Parameter prefix: what the names of types begin with.
  init(_ prefix: String) {
    let words = prefix.split(separator: "_").map { NamingUtils.toLowerCamelCase(String($0)) }
    self.upperCamelCase = prefix
    self.lowerCamelCase = words.joined(separator: "_") + (prefix.hasSuffix("_") ? "_" : "")
  }
}
