import Foundation
import PackagePlugin

/// Generates Swift for every proto of a target when the target is built.
@main
struct TrainingGenerator: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else { return [] }
    let folder = context.pluginWorkDirectoryURL
    guard !module.protos.isEmpty else {
      // What was generated for the last proto.
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(Self.outputFolder))
      return []
    }
    return [
      try command(
        for: TargetDescription(module, in: context.package), named: target.name,
        generator: context.tool(named: "swift-training").url, in: folder)
    ]
  }

  private static let outputFolder = "Swift"

  /// Makes one command for all protos of a target. The generator finds out which of them have changed.
  ///
  /// - Parameter folder: the folder that belongs to the plugin and the target.
  private func command(
    for target: TargetDescription, named name: String, generator: URL, in folder: URL
  ) throws -> Command {
    let file = folder.appendingPathComponent("target.json")
    let output = folder.appendingPathComponent(Self.outputFolder)
    try target.write(to: file)
    return .buildCommand(
      displayName: "Generating Swift for the protos of \(name)",
      executable: generator,
      arguments: ["target", "build", "--output", output.path, file.path],
      inputFiles: [file] + target.inputs.map { URL(fileURLWithPath: $0) },
      outputFiles: target.protos.map { output.appendingPathComponent($0.output) })
  }
}

#if canImport(XcodeProjectPlugin)
  import XcodeProjectPlugin

  extension TrainingGenerator: XcodeBuildToolPlugin {
    func createBuildCommands(context: XcodePluginContext, target: XcodeTarget) throws -> [Command] {
      let files = target.inputFiles.map(\.url)
      let protos = files.filter { $0.pathExtension == "proto" }
      guard !protos.isEmpty else { return [] }
      let settings = files.filter { SettingsFiles.all.contains($0.lastPathComponent) }
      let folder = settings.first?.deletingLastPathComponent() ?? context.xcodeProject.directoryURL
      var description = TargetDescription(
        module: target.product?.name ?? target.displayName, folder: folder, protos: protos,
        otherSources: files.filter { $0.pathExtension == "swift" }, dependencies: [],
        isShared: false, wellKnownProtos: nil)
      description.inputs = (protos + settings).map(\.path)
      return [
        try command(
          for: description, named: target.displayName,
          generator: context.tool(named: "swift-training").url,
          in: context.pluginWorkDirectoryURL)
      ]
    }
  }
#endif
