import Foundation
import PackagePlugin

/// Generates Swift into the folder of a target, for packages that keep what is generated.
@main
struct TrainingGeneratorCommand: CommandPlugin {
  private static let usage = """
    swift package --allow-writing-to-package-directory generate-swift-training [--target NAME]… \
    [--output FOLDER]

    Generates Swift for the protos below each target's folder, or below the folders of all targets, \
    into FOLDER there (Generated, if it is not given).
    """

  func performCommand(context: PluginContext, arguments: [String]) throws {
    var extractor = ArgumentExtractor(arguments)
    guard extractor.extractFlag(named: "help") == 0 else { return print(Self.usage) }
    let names = extractor.extractOption(named: "target")
    let output = extractor.extractOption(named: "output").last ?? "Generated"
    if let unknown = extractor.remainingArguments.first {
      throw PluginError("\(unknown) is no argument; usage: \(Self.usage)")
    }
    let targets =
      names.isEmpty ? context.package.targets : try context.package.targets(named: names)
    var generated = false
    for target in targets {
      let protos = protos(below: target.directoryURL)
      guard !protos.isEmpty else { continue }
      generated = true
      try generate(protos, of: target, into: output, context)
    }
    guard generated else {
      let places = targets.map(\.directoryURL.path).joined(separator: ", ")
      throw PluginError("there is no .proto below \(places)")
    }
  }

  private func generate(
    _ protos: [URL], of target: any Target, into output: String, _ context: PluginContext
  ) throws {
    let settings = try GeneratorSettings(of: target.directoryURL)
    try settings.refuse(["FileNaming"])
    try Generation.checkNames(of: protos)
    let generation = Generation(
      generator: try context.tool(named: "protoc-gen-swift-training").url,
      shipped: try ShippedProtos.folder(for: context.package),
      folder: target.directoryURL, settings: settings)
    let folder = target.directoryURL.appendingPathComponent(output)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let protoc = Process()
    protoc.executableURL = try Protoc.find()
    protoc.arguments = generation.arguments(for: protos, to: folder, options: [])
    try protoc.run()
    protoc.waitUntilExit()
    guard protoc.terminationReason == .exit, protoc.terminationStatus == 0 else {
      throw PluginError("nothing was generated for \(target.name)")
    }
    print(
      "\(target.name): \(protos.map(\.lastPathComponent).joined(separator: ", ")) → \(folder.path)")
  }

  /// The protos in a folder, in the order of their paths. Hidden folders may hold other packages.
  private func protos(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    return (found?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "proto" }
      .sorted { $0.path < $1.path }
  }
}
