import Foundation
import PackagePlugin

/// Generates Swift for every proto of a target when the target is built.
@main
struct TrainingGenerator: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let sources = target.sourceModule?.sourceFiles else { return [] }
    let protos = sources.map(\.url).filter { $0.pathExtension == "proto" }
    guard !protos.isEmpty else { return [] }
    let tools = Tools(
      protoc: try Protoc.find(),
      generator: try context.tool(named: "protoc-gen-swift-training").url,
      shipped: try ShippedProtos.folder(for: context.package))
    return protos.map { proto in
      tools.command(
        for: proto, among: protos, in: target.directoryURL, to: context.pluginWorkDirectoryURL)
    }
  }
}

/// What generating takes.
struct Tools {
  let protoc: URL
  let generator: URL

  /// The folder that has `training.proto`.
  let shipped: URL

  /// Every kind of file is written, empty or not, as the build has to know the names beforehand.
  ///
  /// - Parameters:
  ///   - proto: what to generate from.
  ///   - protos: all of the target, as any of them may be imported.
  ///   - folder: the target's, where imports begin.
  ///   - output: the folder for what is generated.
  func command(
    for proto: URL, among protos: [URL], in folder: URL, to output: URL
  ) -> Command {
    let stem = proto.deletingPathExtension().lastPathComponent
    let names = ["pb", "grpc", "training"].map { "\(stem).\($0).swift" }
    return .buildCommand(
      displayName: "Generating Swift for \(proto.lastPathComponent)",
      executable: protoc,
      arguments: [
        "--plugin=protoc-gen-swift-training=\(generator.path)",
        "--swift-training_out=EmptyFiles=true,FileNaming=DropPath:\(output.path)",
        "-I\(folder.path)", "-I\(shipped.path)", proto.path,
      ],
      inputFiles: protos + [generator, shipped.appendingPathComponent("training.proto")],
      outputFiles: names.map { output.appendingPathComponent($0) })
  }
}
