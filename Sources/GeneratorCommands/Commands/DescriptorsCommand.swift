import ArgumentParser
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
    let protos = try input.accepted()
    let bytes = protos.compilation.descriptorSetBytes(
      imports: !withoutImports, sourceInfo: !withoutSourceInfo, retainsOptions: retainOptions)
    try FileOutput.write(bytes, to: output)
    // The system frees the memory of a large compilation faster than the program does.
    withExtendedLifetime(protos) { Self.exit() }
  }
}
