import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// The messages, enums and extensions of one file: what `.pb.swift` is written from.
struct MessageFilePlan: Hashable {
  let head: FileHead
  let style: FileStyle
  let imports: ImportPlan
  let enums: [EnumPlan]
  let messages: [MessagePlan]
  let extensions: [ExtensionPlan]

  /// What proves at compile time that the codec is the right one; `nil` if it is not used.
  let codecVersion: String?

  /// The name of the map of all extensions.
  let extensionMapName: String

  /// The aliases for types that can't be reached by their names everywhere in the file.
  let aliases: [TypeAliases.Alias]

  init(_ context: FileContext) {
    let file = context.file
    self.head = FileHead(context)
    self.style = context.style
    self.imports = ImportPlan(messagesOf: context)
    self.enums = file.enums.map { EnumPlan($0, in: context) }
    self.messages = file.messages.map { MessagePlan($0, in: context) }
    self.extensions = file.allExtensions.map { ExtensionPlan($0, in: context) }
    self.codecVersion =
      messages.isEmpty || !context.options.binaryCodec
      ? nil : context.style.modules.codecVersion
    self.extensionMapName = FileConstantName(context).upperCamelCase + "_Extensions"
    self.aliases = context.aliases.all
  }

  /// The extended messages in the order of their names, each with its extensions.
  var extendedMessages: [(extendee: String, extensions: [ExtensionPlan])] {
    Dictionary(grouping: extensions, by: \.extendee).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The scopes of extensions in the order of declaration, each with its extensions; `nil` is the file.
  var extensionScopes: [(scope: String?, extensions: [ExtensionPlan])] {
    let inside = Dictionary(grouping: extensions, by: \.scope)
    var seen: Set<String?> = []
    return extensions.map(\.scope).filter { seen.insert($0).inserted }.map {
      ($0, inside[$0] ?? [])
    }
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
