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
    return [command(for: protos, generation, with: protoc, to: context.pluginWorkDirectoryURL)]
  }

  /// Makes one command for all protos of a target. protoc then refuses a symbol that two of them
  /// declare, which the marketplace's daemon couldn't compile. The command writes all kinds of files,
  /// even empty ones, because the build has to know the names in advance.
  ///
  /// - Parameters:
  ///   - protos: the files to generate from.
  ///   - output: the folder for generated files.
  private func command(
    for protos: [URL], _ generation: Generation, with protoc: URL, to output: URL
  ) -> Command {
    let training = generation.shipped.appendingPathComponent("training.proto")
    let names = protos.map(\.lastPathComponent).joined(separator: ", ")
    return .buildCommand(
      displayName: "Generating Swift for \(names)",
      executable: protoc,
      arguments: generation.arguments(for: protos, to: output, options: ["EmptyFiles=true"]),
      inputFiles: protos + [generation.generator, training]
        + [generation.settings.file].compactMap(\.self),
      outputFiles: protos.flatMap(Generation.names).map { output.appendingPathComponent($0) })
  }
}
