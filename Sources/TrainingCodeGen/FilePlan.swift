import Foundation
import SwiftProtobufPluginLibrary
import SwiftSource
import TrainingManifest
import TrainingSchema

/// Everything that is generated for one proto.
struct FilePlan {
  let output: OutputName
  let messages: MessageFilePlan
  let services: ServiceFilePlan
  let training: TrainingFilePlan
  let options: GeneratorOptions

  init(_ context: FileContext) {
    self.output = OutputName(proto: context.file.name, naming: context.options.fileNaming)
    self.messages = MessageFilePlan(context)
    self.services = ServiceFilePlan(context)
    self.training = TrainingFilePlan(context)
    self.options = context.options
  }

  /// Writes the files that have content, or all of them if the options say so.
  ///
  /// - Throws: `CodeGenError` when two services or methods come out with one Swift name.
  func files() throws -> [GeneratedFile] {
    let manifests = try [manifest].compactMap { $0 }
    return try (options.swift ? swift() : []) + manifests
  }

  private func swift() throws -> [GeneratedFile] {
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
    guard options.emptyFiles else { return nil }
    let file = SourceFile(source: messages.source, header: messages.header)
    return GeneratedFile(
      name: name, content: file.content(["// The proto declares nothing for this file."]))
  }

  private var manifest: GeneratedFile? {
    get throws {
      guard options.manifest == .perFile, !training.isEmpty || options.emptyFiles else {
        return nil
      }
      return try GeneratedFile(name: output.manifest, training.manifest)
    }
  }
}
