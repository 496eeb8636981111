import Foundation

/// A run of protoc with this package's generator for the protos of one target.
struct Generation {
  let generator: URL

  /// The folder with `training.proto`.
  let shipped: URL

  /// The target's folder, to which imports are relative.
  let folder: URL

  let settings: GeneratorSettings

  /// - Parameters:
  ///   - protos: the files to generate from.
  ///   - output: the folder for generated files.
  ///   - options: the options that the plugin sets itself.
  func arguments(for protos: [URL], to output: URL, options: [String]) -> [String] {
    let all = settings.options + options + ["FileNaming=DropPath"]
    let imports = [folder, shipped] + settings.importPaths
    return [
      "--plugin=protoc-gen-swift-training=\(generator.path)",
      "--swift-training_out=\(all.joined(separator: ",")):\(output.path)",
    ] + imports.map { "-I\($0.path)" } + protos.map(\.path)
  }

  /// The names of the Swift files that are generated from a proto.
  static func names(for proto: URL) -> [String] {
    let stem = proto.deletingPathExtension().lastPathComponent
    return ["pb", "grpc", "training"].map { "\(stem).\($0).swift" }
  }

  /// Checks that no two protos of a target have the same name, even in different folders.
  ///
  /// - Throws: ``PluginError``, which names the protos to rename.
  static func checkNames(of protos: [URL]) throws {
    let sameNames = Dictionary(grouping: protos, by: \.lastPathComponent)
      .filter { $0.value.count > 1 }
    guard let (name, same) = sameNames.min(by: { $0.key < $1.key }) else { return }
    let paths = same.map(\.path).sorted().joined(separator: ", ")
    throw PluginError(
      "a target can have only one \(name), because Swift files need different names; rename one of "
        + paths)
  }
}
