import SwiftProtobufPluginLibrary
import SwiftSource
import TrainingSchema

/// The Swift that is generated for one proto.
struct FilePlan {
  let output: OutputName
  let messages: MessageFilePlan
  let services: ServiceFilePlan
  let training: TrainingFilePlan
  let writesEmptyFiles: Bool

  init(_ context: FileContext) {
    self.output = OutputName(proto: context.file.name, naming: context.options.fileNaming)
    self.messages = MessageFilePlan(context)
    self.services = ServiceFilePlan(context)
    self.training = TrainingFilePlan(context)
    self.writesEmptyFiles = context.options.emptyFiles
  }

  /// Writes the files that have content, or all of them if the options say so.
  ///
  /// - Throws: `CodeGenError` when two services or methods come out with one Swift name.
  func files() throws -> [GeneratedFile] {
    try [
      file(output.messages, isEmpty: messages.isEmpty) {
        MessageFileEmitter(plan: messages).content
      },
      file(output.stubs, isEmpty: services.services.isEmpty) {
        try ServiceFileEmitter(plan: services).content()
      },
      file(output.guards, isEmpty: training.isEmpty) {
        TrainingFileEmitter(plan: training).content
      },
    ].compactMap { $0 }
  }

  private func file(
    _ name: String, isEmpty: Bool, content: () throws -> String
  ) rethrows -> GeneratedFile? {
    guard isEmpty else { return GeneratedFile(name: name, content: try content()) }
    guard writesEmptyFiles else { return nil }
    let file = SourceFile(head: messages.head)
    return GeneratedFile(
      name: name, content: file.content(["// The proto declares nothing for this file."]))
  }
}
