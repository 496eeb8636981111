import ArgumentParser
import Foundation
import ProtoCompiler

/// `descriptors`: a descriptor set, as `protoc --descriptor_set_out` writes it.
struct DescriptorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descriptors", abstract: "Write protos and their imports as a descriptor set.",
    discussion: """
      The file is an encoded google.protobuf.FileDescriptorSet with source information, in which each \
      proto comes after its imports, as protoc writes it with --include_imports and \
      --include_source_info.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file for the descriptor set.", valueName: "file"),
    completion: .file())
  var output: String

  @Flag(help: "Leave out the imports.")
  var withoutImports = false

  @Flag(help: "Leave out positions and comments.")
  var withoutSourceInfo = false

  @Flag(help: "Keep options that are only for readers of sources.")
  var retainOptions = false

  func run() throws {
    let bytes = try input.accepted().compilation.descriptorSetBytes(
      imports: !withoutImports, sourceInfo: !withoutSourceInfo, retainsOptions: retainOptions)
    try FileOutput.write(Data(bytes), to: output)
  }
}
