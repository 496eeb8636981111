import SwiftProtobufPluginLibrary

/// How a file writes the names of messages and enums.
extension FileContext {
  /// The name by which declarations in the context's scope reach a message.
  func name(of message: Descriptor) -> String {
    reachable(spelling(of: fullName(of: message), in: message.file), in: message.file)
  }

  /// The name by which declarations in the context's scope reach an enum.
  func name(of type: EnumDescriptor) -> String {
    reachable(spelling(of: fullName(of: type), in: type.file), in: type.file)
  }

  /// The name by which declarations in the context's scope reach the enum of a oneof.
  func name(of oneof: OneofDescriptor) -> String {
    reachable(fullName(of: oneof), in: oneof.containingType.file)
  }

  /// The name by which declarations in the context's scope reach the constant of an extension.
  func name(ofExtension field: FieldDescriptor) -> String {
    reachable(fullName(ofExtension: field), in: field.file)
  }

  /// The full name of a message as the top of the file reaches it.
  func fullName(of message: Descriptor) -> String {
    SwiftWords.escapedType(namer.fullName(message: message))
  }

  /// The full name of an enum as the top of the file reaches it.
  func fullName(of type: EnumDescriptor) -> String {
    SwiftWords.escapedType(namer.fullName(enum: type))
  }

  private func fullName(of oneof: OneofDescriptor) -> String {
    SwiftWords.escapedType(namer.fullName(oneof: oneof))
  }

  /// The full name of an extension's constant as the top of the file reaches it.
  func fullName(ofExtension field: FieldDescriptor) -> String {
    guard let scope = field.extensionScope else { return namer.fullName(extensionField: field) }
    return "\(fullName(of: scope)).Extensions.\(constantName(ofExtension: field))"
  }

  /// The name of an extension's constant in its scope.
  func constantName(ofExtension field: FieldDescriptor) -> String {
    let name = SwiftWords.escapedMember(namer.relativeName(extensionField: field))
    // The namer appends an underscore to other names that can't be members.
    let isReserved =
      SwiftWords.cannotBeMembers.contains(name) || style.modules.all.contains(name)
    return isReserved ? name + "_" : name
  }

  /// The standard library's protocol for errors.
  var errorType: String {
    style.modules.inSight.allowsBareNames && !isDeclared("Error") ? "Error" : "Swift.Error"
  }

  /// Leaves out the module of a name that begins with its package, unless something in sight of the
  /// file has the same name.
  private func spelling(of name: String, in other: FileDescriptor) -> String {
    guard let module = foreignModule(of: other) else { return name }
    let bare = String(name.dropFirst(module.count + 1))
    let outermost = String(bare.prefix { $0 != "." })
    let hasPrefix = namer.typePrefix(forFile: other).hasSuffix("_")
    let isAmbiguous = isAmbiguous(outermost)
    if isDeclared(module) {
      if isAmbiguous { aliases.reportUnreachable(name) }
      return bare
    }
    let isClear = style.modules.inSight.allowsBareNames && hasPrefix && !isAmbiguous
    return isClear ? bare : name
  }

  /// Reaches a hidden type by an alias for the type that contains it at the top of a module.
  private func reachable(_ name: String, in other: FileDescriptor) -> String {
    let parts = name.split(separator: ".")
    guard let first = parts.first, scope.hides(first.filter { $0 != "`" }, by: namer) else {
      return name
    }
    let beginsWithModule = foreignModule(of: other).map { first == $0 } == true
    let outermost = parts.prefix(beginsWithModule ? 2 : 1)
    let alias = aliases.alias(for: outermost.joined(separator: "."))
    return ([alias[...]] + parts.dropFirst(outermost.count)).joined(separator: ".")
  }

  private func isAmbiguous(_ name: String) -> Bool {
    declared.isAmbiguous(name, inSightOf: file, module: mappings.moduleName(forFile: file))
  }

  /// Whether a type at the top of a file in sight has a name.
  private func isDeclared(_ name: String) -> Bool {
    declared.isTopLevel(name, inSightOf: file, module: mappings.moduleName(forFile: file))
  }
}
