import Foundation
import TrainingSchema

/// Reads the settings files of swift-protobuf's and grpc-swift-protobuf's plugins, so that a target can
/// change to this package's plugin without changing them.
enum PeerSettings {
  /// The settings; `nil` if there are no such files.
  static func settings(
    in folder: String, for protos: [String]
  ) throws(SettingsFault) -> GeneratorSettings? {
    var settings = GeneratorSettings()
    // Protos that no file is about are left alone, as by the other plugins.
    settings.standard.parts = []
    for file in grpcFiles(in: folder, for: protos) { try readGRPC(file, folder, into: &settings) }
    let messages = "\(folder)/\(SettingsFiles.swiftProtobuf)"
    if FileManager.default.fileExists(atPath: messages) {
      try readMessages(messages, into: &settings)
    }
    return settings.files.isEmpty ? nil : settings
  }

  /// The settings files in the folders of the protos and those around them, the outermost first.
  private static func grpcFiles(in folder: String, for protos: [String]) -> [String] {
    var folders: Set<String> = []
    for proto in protos {
      var next = URL(fileURLWithPath: proto).deletingLastPathComponent().path
      while next.hasPrefix(folder), folders.insert(next).inserted {
        next = URL(fileURLWithPath: next).deletingLastPathComponent().path
      }
    }
    return folders.sorted().map { "\($0)/\(SettingsFiles.grpc)" }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }

  private static func readGRPC(
    _ file: String, _ folder: String, into settings: inout GeneratorSettings
  ) throws(SettingsFault) {
    var object = try SettingsObject.read(file)
    var own = FileSettings()
    var parts: Set<FileSettings.Part> = []
    var generate = try object.object("generate")
    if try generate?.flag("messages") ?? true { parts.insert(.messages) }
    if try generate?.flag("clients") ?? true { parts.insert(.clients) }
    if try generate?.flag("servers") ?? true {
      parts.formUnion([.servers, .guards, .manifest])
    }
    own.parts = parts
    var source = try object.object("generatedSource")
    if var found = source {
      own.visibility = try SettingsReader.choice(
        "accessLevel", GeneratorOptions.Visibility.self, &found)
      own.options += try SettingsReader.flag(
        "accessLevelOnImports", "UseAccessLevelOnImports", &found)
      source = found
    }
    var protoc = try object.object("protoc")
    let base = SettingsPaths(file)
    settings.importPaths += (try protoc?.texts("importPaths") ?? []).map { base.absolute($0.text) }
    // The protoc of the other plugins isn't needed.
    _ = try protoc?.text("executablePath")
    try finish([generate, source, protoc, object])
    let place = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let path = place.dropFirst(folder.count).drop { $0 == "/" }
    settings.rules.append(
      .init(pattern: GlobPattern(path.isEmpty ? "**" : "\(path)/**"), settings: own))
    settings.files.append(file)
  }

  private static func readMessages(
    _ file: String, into settings: inout GeneratorSettings
  ) throws(SettingsFault) {
    var object = try SettingsObject.read(file)
    _ = try object.text("protocPath")
    let base = SettingsPaths(file)
    for var invocation in try object.objects("invocations") {
      let path = try invocation.text("protoPath")?.text
      if let path { settings.importPaths.append(base.absolute(path)) }
      _ = try SettingsReader.choice("fileNaming", GeneratorOptions.FileNaming.self, &invocation)
      var own = FileSettings()
      own.visibility = try SettingsReader.choice(
        "visibility", GeneratorOptions.Visibility.self, &invocation)
      own.options += try SettingsReader.flag(
        "useAccessLevelOnImports", "UseAccessLevelOnImports", &invocation)
      own.options += try SettingsReader.flag(
        "implementationOnlyImports", "ImplementationOnlyImports", &invocation)
      if let value = try SettingsReader.choice(
        "enumGeneration", GeneratorOptions.EnumGeneration.self, &invocation)
      {
        own.options.append("EnumGeneration=\(value)")
      }
      for name in try invocation.texts("protoFiles") ?? [] {
        let proto = path.map { "\($0)/\(name.text)" } ?? name.text
        let stubs = settings.settings(for: proto).parts ?? []
        own.parts = stubs.union([.messages])
        settings.rules.append(.init(pattern: GlobPattern(proto), settings: own))
      }
      try invocation.finish()
    }
    try object.finish()
    settings.files.append(file)
  }

  private static func finish(_ objects: [SettingsObject?]) throws(SettingsFault) {
    for object in objects { try object?.finish() }
  }
}
