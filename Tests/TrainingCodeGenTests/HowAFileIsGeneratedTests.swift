import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TestSupport
import Testing
import TrainingManifest

@testable import TrainingCodeGen
@testable import TrainingSchema

/// Checks that the values and the code in the article "How a file is generated" are right.
@Suite struct HowAFileIsGeneratedTests {
  private let blocks: [Substring]
  private let protos: Protos

  init() throws {
    let page = try String(
      contentsOf: Repository.file(
        "Sources/TrainingCodeGen/Documentation.docc/HowAFileIsGenerated.md"), encoding: .utf8)
    // Every second part is the content of a code block.
    let parts = page.split(separator: "```", omittingEmptySubsequences: false)
    blocks = parts.indices.filter { !$0.isMultiple(of: 2) }.map { parts[$0] }
    let proto = try #require(blocks.first { $0.hasPrefix("proto\n") })
    protos = try Protos(["speech.proto": String(proto.dropFirst(6))], "Visibility=Public")
  }

  /// The values that the page shows for each stage.
  private var values: [[String]] {
    get throws {
      let request = GeneratorRequest(protos.request)
      let checked = CheckedRequest.check(request)
      let linked = checked.then(Schema.link)
      let options = try #require(checked.value?.options)
      return [
        [
          "proto.parameter: \(request.proto.parameter)",
          "proto.fileToGenerate: \(list(request.proto.fileToGenerate))",
          "proto.protoFile: \(list(request.proto.protoFile.map(\.name)))",
        ],
        [
          "options.visibility: \(options.visibility)",
          "options.deprecation: \(options.deprecation)",
          "chosen: \(list(checked.value?.chosen ?? []))",
        ],
        [
          "files: \(list(linked.value?.files.map(\.name) ?? []))",
          "chosen: \(list(linked.value?.chosen.map(\.name) ?? []))",
          "diagnostics: \(list(linked.diagnostics.map(\.description)))",
        ],
        try planned,
      ]
    }
  }

  private var planned: [String] {
    get throws {
      let context = try protos.context("speech.proto")
      let messages = MessageFilePlan(context).messages
      let clip = try #require(messages.first)
      let manifest = Manifest([context.file], in: context.published)
      let guards = TrainingFilePlan(context, manifest: manifest)
      let hear = try #require(guards.services.first?.methods.first)
      let model = try #require(clip.fields.first)
      let sound = try #require(clip.fields.last)
      return [
        "outputs: \(list(FilePlan(context).outputs.map(\.name)))",
        "messages: \(list(messages.map(\.fullName)))",
        "fields of \(clip.fullName): \(list(clip.fields.map(\.names.property)))",
        "modelID.type: \(model.type)",
        "modelID.property: \(model.property)",
        "modelID.isBoxed: \(model.isBoxed)",
        "modelID.writing: \(call(model.writing))",
        "modelID.reading: \(list(model.reading.map(call)))",
        "sound.property: \(sound.property)",
        "sound.writing: \(call(sound.writing))",
        "sound.reading: \(list(sound.reading.map(call)))",
        "parameters of \(hear.name): \(list(hear.models.map { "\($0.label): \($0.type)" }))",
      ]
    }
  }

  private func list(_ items: [String]) -> String { items.joined(separator: ", ") }

  private func call(_ call: CodecCall) -> String {
    "\(call.verb)(\(list(call.codecs))) under tag \(call.tag)"
  }

  private func call(_ call: ReadCall) -> String {
    "\(call.verb)(\(list(call.codecs))) under tag \(call.tag)"
  }

  @Test func valuesAreThoseOfTheStages() throws {
    let shown = blocks.filter { $0.hasPrefix("values\n") }.map { block in
      block.split(separator: "\n").dropFirst().map(String.init)
    }
    #expect(try shown == values)
  }

  @Test func textIsWhatIsGenerated() throws {
    let files = Generator(protos.request).files
    let shown = blocks.filter { $0.hasPrefix("swift\n") }.map { $0.dropFirst(6) }
    #expect(shown.count == 2)
    for (text, name) in zip(shown, ["speech.pb.swift", "speech.training.swift"]) {
      #expect(files.first { $0.name == name }?.content.contains(text) == true, "\(name)")
    }
  }
}
