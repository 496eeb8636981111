import SwiftProtobufPluginLibrary

/// How a file writes the names of messages and enums.
extension FileContext {
  /// The full name of a message, with its module if the name could be taken for another.
  func name(of message: Descriptor) -> String {
    spelling(of: namer.fullName(message: message), in: message.file)
  }

  /// The full name of an enum, with its module if the name could be taken for another.
  func name(of type: EnumDescriptor) -> String {
    spelling(of: namer.fullName(enum: type), in: type.file)
  }

  /// Leaves out the module of a name that begins with its package, unless something in sight of the
  /// file has the same name.
  private func spelling(of name: String, in other: FileDescriptor) -> String {
    guard let module = foreignModule(of: other), style.modules.inSight.allowsBareNames,
      namer.typePrefix(forFile: other).hasSuffix("_")
    else { return name }
    let bare = name.dropFirst(module.count + 1)
    let outermost = String(bare.prefix { $0 != "." })
    return isAmbiguous(outermost) ? name : String(bare)
  }

  private func isAmbiguous(_ name: String) -> Bool {
    declared.isAmbiguous(name, inSightOf: file, module: mappings.moduleName(forFile: file))
  }
}
