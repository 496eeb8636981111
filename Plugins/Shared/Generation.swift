import Foundation

/// A run of protoc with this package's generator, for protos of one target.
struct Generation {
  let generator: URL

  /// The folder that has `training.proto`.
  let shipped: URL

  /// The target's folder, where imports begin.
  let folder: URL

  let settings: GeneratorSettings

  /// - Parameters:
  ///   - protos: what to generate from.
  ///   - output: the folder for what is generated.
  ///   - options: those that the plugin decides by itself.
  func arguments(for protos: [URL], to output: URL, options: [String]) -> [String] {
    let all = settings.options + options + ["FileNaming=DropPath"]
    let imports = [folder, shipped] + settings.importPaths
    return [
      "--plugin=protoc-gen-swift-training=\(generator.path)",
      "--swift-training_out=\(all.joined(separator: ",")):\(output.path)",
    ] + imports.map { "-I\($0.path)" } + protos.map(\.path)
  }

  /// What Swift is generated from a proto, by name.
  static func names(for proto: URL) -> [String] {
    let stem = proto.deletingPathExtension().lastPathComponent
    return ["pb", "grpc", "training"].map { "\(stem).\($0).swift" }
  }

  /// Files of one target may not have the same name, wherever they are.
  ///
  /// - Throws: ``PluginError`` that tells which protos to rename.
  static func checkNames(of protos: [URL]) throws {
    let sameNames = Dictionary(grouping: protos, by: \.lastPathComponent)
      .filter { $0.value.count > 1 }
    guard let (name, same) = sameNames.min(by: { $0.key < $1.key }) else { return }
    let paths = same.map(\.path).sorted().joined(separator: ", ")
    throw PluginError(
      "a target can have one \(name) only, as Swift files need different names; rename one of "
        + paths)
  }
}
