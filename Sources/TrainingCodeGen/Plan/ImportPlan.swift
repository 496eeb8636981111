import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// What a generated file imports: no more than it names, or a public import would draw a warning.
struct ImportPlan: Hashable {
  /// One module and how visible what is used of it becomes.
  struct Module: Hashable {
    let name: String
    /// The access modifier, `nil` for a plain import.
    let access: String?
  }

  /// Whether `Data` is used: it comes from `FoundationEssentials` where that exists.
  let data: Module?

  /// The other modules.
  let modules: [Module]
}

extension ImportPlan {
  /// The imports of the messages of a file.
  init(messagesOf context: FileContext) {
    let fields = context.file.messages.flatMap(\.allFields) + context.file.allExtensions
    let foreign = fields.compactMap { field in
      (field.enumType?.file ?? field.messageType?.file).flatMap(context.foreignModule)
    }
    let usesData = fields.contains { $0.type == .bytes }
    let wire = context.file.messages.isEmpty ? [] : [RuntimeNames.wire]
    let own = [RuntimeNames.swiftProtobuf] + wire
    let names = Set(own).union(foreign).sorted()
    self.data = usesData ? Module(name: "Foundation", access: context.importAccess) : nil
    self.modules = names.map { Module(name: $0, access: context.importAccess) }
  }
}

extension FileContext {
  /// The modifier of an import of what generated declarations name.
  var importAccess: String? {
    options.accessLevelOnImports ? access : nil
  }
}

extension Descriptor {
  /// The fields of the message and of those inside it, map entries included.
  fileprivate var allFields: [FieldDescriptor] {
    fields + messages.flatMap(\.allFields)
  }
}
