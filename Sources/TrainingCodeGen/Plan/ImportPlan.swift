import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// What a generated file imports: no more than it names, or a public import would draw a warning.
struct ImportPlan: Hashable {
  /// One module and how visible what is used of it becomes.
  struct Module: Hashable {
    let name: String
    /// What stands before `import`, `nil` for a plain one.
    let modifier: String?
  }

  /// Whether `Data` is used: it comes from `FoundationEssentials` where that exists.
  let data: Module?

  /// The other modules.
  let modules: [Module]

  /// What the file hands on to whoever imports its module, e.g. `struct Shapes.Circle`.
  let reexports: [String]
}

extension ImportPlan {
  /// The imports of the messages of a file.
  init(messagesOf context: FileContext) {
    let fields = context.file.messages.flatMap(\.allFields) + context.file.allExtensions
    let types = fields.compactMap { $0.enumType?.file ?? $0.messageType?.file }
    let extended = context.file.allExtensions.compactMap(\.containingType.file)
    let foreign = (types + extended).compactMap(context.foreignModule)
    let usesData = fields.contains { $0.type == .bytes }
    let names = Set([context.style.modules.swiftProtobuf]).union(foreign)
    self.data = usesData ? Module(name: "Foundation", modifier: context.importModifier) : nil
    let modifier =
      context.file.declaresSwift ? context.importModifier : context.internalImportModifier
    let modules = names.map { Module(name: $0, modifier: modifier) }
    self.modules = (modules + context.wireImport).sorted { $0.name < $1.name }
    self.reexports = context.options.visibility == .internal ? [] : context.publicImports
  }
}

extension FileContext {
  /// The modifier of an import of what generated declarations name.
  var importModifier: String? {
    if options.implementationOnlyImports { return "@_implementationOnly" }
    return options.useAccessLevelOnImports ? style.access : nil
  }

  /// The modifier of an import of what no declaration names.
  fileprivate var internalImportModifier: String? {
    options.useAccessLevelOnImports ? "internal" : importModifier
  }
}

/// The codec's library, which messages need for more than the codec.
extension FileContext {
  fileprivate var wireImport: [ImportPlan.Module] {
    if (options.binaryCodec && !file.messages.isEmpty) || file.allEnums.contains(where: isWarnedOf)
    {
      return [ImportPlan.Module(name: style.modules.wire, modifier: importModifier)]
    }
    guard !file.messages.isEmpty || file.allExtensions.contains(where: isWarnedOf) else {
      return []
    }
    // Without the codec, nothing that is declared names the library.
    return [ImportPlan.Module(name: style.modules.wire, modifier: internalImportModifier)]
  }

  /// Whether the enum conforms to a protocol of the library for the sake of its deprecated cases.
  private func isWarnedOf(_ type: EnumDescriptor) -> Bool {
    type.values.contains(where: isDeprecated)
  }

  /// Whether the extension's default value is made by the library for the sake of a deprecated type.
  private func isWarnedOf(_ field: FieldDescriptor) -> Bool {
    field.messageType.map(isDeprecated) ?? field.enumType.map(isWarnedOf) ?? false
  }
}

extension FileDescriptor {
  /// Whether the Swift of the file declares anything, beside what it hands on.
  var declaresSwift: Bool { !(enums.isEmpty && messages.isEmpty && allExtensions.isEmpty) }

  fileprivate var allEnums: [EnumDescriptor] {
    enums + messages.flatMap(\.allEnums)
  }
}

extension Descriptor {
  fileprivate var allEnums: [EnumDescriptor] {
    enums + messages.flatMap(\.allEnums)
  }
}

extension FileContext {
  /// What `import public` makes part of this file, if its Swift is in another module: types and
  /// extensions that move to another file stay where their users look for them.
  var publicImports: [String] {
    var pending = file.publicDependencies
    var seen: Set<String> = []
    var exports: Set<String> = []
    while let dependency = pending.popLast() {
      guard seen.insert(dependency.name).inserted, foreignModule(of: dependency) != nil else {
        continue
      }
      pending += dependency.publicDependencies
      exports.formUnion(dependency.messages.map { "struct \(namer.fullName(message: $0))" })
      exports.formUnion(dependency.enums.map { "enum \(namer.fullName(enum: $0))" })
      exports.formUnion(dependency.extensions.map { "let \(namer.fullName(extensionField: $0))" })
    }
    return exports.sorted()
  }
}

extension Descriptor {
  /// The fields of the message and of those inside it, map entries included.
  fileprivate var allFields: [FieldDescriptor] {
    fields + messages.flatMap(\.allFields)
  }
}
