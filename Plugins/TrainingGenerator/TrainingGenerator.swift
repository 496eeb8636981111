import Foundation
import PackagePlugin

/// Generates Swift for every proto of a target when the target is built.
@main
struct TrainingGenerator: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let sources = target.sourceModule?.sourceFiles else { return [] }
    let protos = sources.map(\.url).filter { $0.pathExtension == "proto" }
    guard !protos.isEmpty else { return [] }
    let settings = try GeneratorSettings(of: target.directoryURL)
    try settings.refuse(["FileNaming", "EmptyFiles", "Swift", "Manifest=Merged"])
    try Generation.checkNames(of: protos)
    let protoc = try Protoc.find()
    let generation = Generation(
      generator: try context.tool(named: "protoc-gen-swift-training").url,
      shipped: try ShippedProtos.folder(for: context.package),
      folder: target.directoryURL, settings: settings)
    return protos.map { proto in
      command(
        for: proto, among: protos, generation, with: protoc, to: context.pluginWorkDirectoryURL)
    }
  }

  /// Makes the command for one proto. It writes all kinds of files, even empty ones, because the
  /// build has to know the names in advance.
  ///
  /// - Parameters:
  ///   - proto: the file to generate from.
  ///   - protos: all protos of the target, because any of them may be imported.
  ///   - output: the folder for generated files.
  private func command(
    for proto: URL, among protos: [URL], _ generation: Generation, with protoc: URL, to output: URL
  ) -> Command {
    let training = generation.shipped.appendingPathComponent("training.proto")
    return .buildCommand(
      displayName: "Generating Swift for \(proto.lastPathComponent)",
      executable: protoc,
      arguments: generation.arguments(for: [proto], to: output, options: ["EmptyFiles=true"]),
      inputFiles: protos + [generation.generator, training]
        + [generation.settings.file].compactMap(\.self),
      outputFiles: Generation.names(for: proto).map { output.appendingPathComponent($0) })
  }
}
