import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// The messages, enums and extensions of one file: what `.pb.swift` is written from.
struct MessageFilePlan: Hashable {
  let head: FileHead
  let access: String
  let imports: ImportPlan
  let enums: [EnumPlan]
  let messages: [MessagePlan]
  let extensions: [ExtensionPlan]

  /// The name of the map of all extensions.
  let extensionMapName: String

  init(_ context: FileContext) {
    let file = context.file
    self.head = FileHead(context)
    self.access = context.access
    self.imports = ImportPlan(messagesOf: context)
    self.enums = file.enums.map { EnumPlan($0, in: context) }
    self.messages = file.messages.map { MessagePlan($0, in: context) }
    self.extensions = file.allExtensions.map { ExtensionPlan($0, in: context) }
    self.extensionMapName = FileConstantName(context).upperCamelCase + "_Extensions"
  }
}

extension FileDescriptor {
  /// The extensions at the top of the file, then those in messages, in the order of declaration.
  var allExtensions: [FieldDescriptor] {
    extensions + messages.flatMap(\.allExtensions)
  }
}

extension Descriptor {
  fileprivate var allExtensions: [FieldDescriptor] {
    extensions + messages.flatMap(\.allExtensions)
  }
}
