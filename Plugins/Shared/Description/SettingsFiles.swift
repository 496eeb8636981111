/// The names of the files with settings in a target's folder.
enum SettingsFiles {
  /// The file of this package's plugins.
  static let own = "training-generator.json"

  /// The file of swift-protobuf's plugin.
  static let swiftProtobuf = "swift-protobuf-config.json"

  /// The files of grpc-swift-protobuf's plugin, each for a folder.
  static let grpc = "grpc-swift-proto-generator-config.json"

  /// All names.
  static let all = [own, swiftProtobuf, grpc]

  /// The keys of paths in any of the files.
  static let pathKeys: Set = [
    "importPaths", "moduleMappings", "protoPath", "protoPathModuleMappings",
  ]
}
