import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// The files that are generated for one proto, or for all of them.
struct FilePlan {
  /// A file and what is written into it.
  struct Output {
    let name: String
    let content: Content
  }

  /// What a file is written from.
  enum Content {
    case messages(MessageFilePlan)
    case stubs(ServiceFilePlan)
    case guards(TrainingFilePlan)
    case manifest(Manifest)

    /// Nothing but a comment: build systems may ask for files whatever a proto declares.
    case nothing(FileHead)
  }

  /// Where a fault of the proto as a whole is shown; `nil` if the files are for all protos.
  let location: SourceLocation?

  /// The files in the order in which they are written.
  let outputs: [Output]

  /// What keeps the files from being written.
  let faults: [Diagnostic]

  init(_ context: FileContext) {
    let names = OutputName(proto: context.file.name, naming: context.options.fileNaming)
    let manifest = Self.manifest(context)
    var outputs = context.options.swift ? Self.swift(context, names, manifest) : []
    if let manifest, context.options.manifest == .perFile {
      outputs.append(Output(name: names.manifest, content: .manifest(manifest)))
    }
    let location = SourcePlace(of: context.file).location(in: context.sources)
    self.location = location
    self.faults = context.aliases.unreachable.sorted().map { type in
      Diagnostic(
        .error, ruleID: TypeName.summary.id, at: location,
        "generated Swift can't refer to \(type): other types in sight have the names of the type "
          + "and of its module; rename one of them, or set option swift_prefix in its file")
    }
    self.outputs = outputs
  }

  /// The manifest of all protos.
  init(mergedManifest manifest: Manifest) {
    self.location = nil
    self.faults = []
    self.outputs = [Output(name: OutputName.mergedManifest, content: .manifest(manifest))]
  }

  /// The manifest; `nil` without training methods, unless empty files are wanted.
  private static func manifest(_ context: FileContext) -> Manifest? {
    let isWanted = !context.file.trainingMethods.isEmpty || context.options.emptyFiles
    return isWanted ? Manifest([context.file], in: context.published) : nil
  }

  /// The Swift files that have content, or all of them if the options say so.
  private static func swift(
    _ context: FileContext, _ names: OutputName, _ manifest: Manifest?
  ) -> [Output] {
    let file = context.file
    let reexports = context.options.visibility != .internal && !context.publicImports.isEmpty
    let messages =
      file.declaresSwift || reexports ? Content.messages(MessageFilePlan(context)) : nil
    let stubs = file.services.isEmpty ? nil : Content.stubs(ServiceFilePlan(context))
    let guarded = file.trainingMethods.isEmpty ? nil : manifest
    let guards = guarded.map { Content.guards(TrainingFilePlan(context, manifest: $0)) }
    let nothing = context.options.emptyFiles ? Content.nothing(FileHead(context)) : nil
    return [(names.messages, messages), (names.stubs, stubs), (names.guards, guards)].compactMap {
      name, content in (content ?? nothing).map { Output(name: name, content: $0) }
    }
  }
}
