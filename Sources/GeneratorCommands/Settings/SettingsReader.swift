import Foundation
import JSONText
import TrainingSchema

/// Reads the settings of a target's folder: this package's file or, without it, the files of
/// swift-protobuf's and grpc-swift-protobuf's plugins.
enum SettingsReader {
  /// - Parameters:
  ///   - folder: the absolute path of the target's folder.
  ///   - protos: the paths of the target's protos.
  static func settings(
    in folder: String, for protos: [String]
  ) throws(SettingsFault) -> GeneratorSettings {
    let own = "\(folder)/\(SettingsFiles.own)"
    if FileManager.default.fileExists(atPath: own) { return try read(own) }
    return try PeerSettings.settings(in: folder, for: protos) ?? GeneratorSettings()
  }

  private static func read(_ file: String) throws(SettingsFault) -> GeneratorSettings {
    var object = try SettingsObject.read(file)
    var settings = GeneratorSettings(files: [file])
    let base = SettingsPaths(file)
    settings.importPaths = (try object.texts("importPaths") ?? []).map { base.absolute($0.text) }
    settings.protocPath = try object.text("protocPath").map { base.absolute($0.text) }
    settings.fileNaming =
      try choice("fileNaming", GeneratorOptions.FileNaming.self, &object) ?? "FullPath"
    try readModules(&object, base, into: &settings)
    let rules = try object.objects("files")
    settings.standard = try fileSettings(&object)
    try object.finish(others)
    for var rule in rules {
      guard let pattern = try rule.text("match", "a pattern such as internal/**") else {
        throw rule.place.fault("each entry of files needs the key match")
      }
      settings.rules.append(
        .init(pattern: GlobPattern(pattern.text), settings: try fileSettings(&rule)))
      try rule.finish(others)
    }
    return settings
  }

  /// Reads what can be set for all protos and for some.
  static func fileSettings(_ object: inout SettingsObject) throws(SettingsFault) -> FileSettings {
    var settings = FileSettings()
    settings.parts = try parts(&object)
    settings.visibility = try choice("visibility", GeneratorOptions.Visibility.self, &object)
    settings.options += try flag("accessLevelOnImports", "UseAccessLevelOnImports", &object)
    if let warnings = try choice("warnings", GeneratorOptions.Warnings.self, &object) {
      settings.options.append("Warnings=\(warnings)")
    }
    settings.options += (try object.texts("ignore") ?? []).map { "Ignore=\($0.text)" }
    let options = try object.texts("options") ?? []
    for option in options { try check(option) }
    settings.options += options.map(\.text)
    return settings
  }

  private static func parts(
    _ object: inout SettingsObject
  ) throws(SettingsFault) -> Set<FileSettings.Part>? {
    guard let names = try object.texts("generate") else { return nil }
    var parts: Set<FileSettings.Part> = []
    for name in names {
      guard let part = FileSettings.Part(rawValue: name.text) else {
        let all = FileSettings.Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw name.place.fault("\(name.text) can't be generated; use some of \(all)")
      }
      parts.insert(part)
    }
    return parts
  }

  /// Takes a value that is true or false, as an option of the generator.
  static func flag(
    _ key: String, _ option: String, _ object: inout SettingsObject
  ) throws(SettingsFault) -> [String] {
    guard let value = try object.flag(key) else { return [] }
    return ["\(option)=\(value)"]
  }

  /// Takes one of the values of an option, whatever its case.
  static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, _ type: Choice.Type, _ object: inout SettingsObject
  ) throws(SettingsFault) -> String? {
    guard let found = try object.text(key) else { return nil }
    let values = type.allCases.map(\.rawValue)
    let plain = found.text.lowercased().filter { $0 != "_" }
    guard let value = values.first(where: { $0.lowercased() == plain }) else {
      let all = values.map { $0.prefix(1).lowercased() + $0.dropFirst() }.joined(separator: ", ")
      throw found.place.fault("the value of \(key) must be one of \(all)")
    }
    return value
  }

  private static func readModules(
    _ object: inout SettingsObject, _ base: SettingsPaths, into settings: inout GeneratorSettings
  ) throws(SettingsFault) {
    let form = "a file, or an object such as {\"Units\": [\"units.proto\"]}"
    let found = try object.take("moduleMappings", form) { node, place -> ModuleMappings? in
      SettingsObject.string(node, place).map { .file($0.text) }
        ?? modules(node, place).map(ModuleMappings.modules)
    }
    switch found {
    case .file(let file): settings.moduleMappings = base.absolute(file)
    case .modules(let modules): settings.modules = modules
    case nil: return
    }
  }

  /// Where modules are named.
  private enum ModuleMappings {
    case file(String)
    case modules([String: String])
  }

  /// Modules by the names of their protos; `nil` if the value has another form.
  private static func modules(_ node: JSONNode, _ place: SettingsPlace) -> [String: String]? {
    guard let (members, _) = SettingsObject.members(node, place) else { return nil }
    var modules: [String: String] = [:]
    for member in members {
      let protos = SettingsObject.elements(member.node, place, SettingsObject.string)
      guard let protos else { return nil }
      for proto in protos { modules[proto.text] = member.key }
    }
    return modules
  }

  /// Refuses options that have a key of their own, and those that the plugins set.
  private static func check(_ setting: SettingsText) throws(SettingsFault) {
    let (option, place) = (setting.text, setting.place)
    let name = option.split(separator: "=").first.map(String.init) ?? option
    if let key = keys[name] {
      throw place.fault("\(name) can't be an option here; use the key \(key)")
    }
    if option.contains(",") {
      throw place.fault("\(option) has a comma; write each option by itself")
    }
    if let fault = GeneratorOptions.parse(option).1.first {
      throw place.fault(fault.message)
    }
  }

  /// The keys for what is an option elsewhere.
  private static let keys = [
    "Visibility": "visibility", "FileNaming": "fileNaming", "Server": "generate",
    "Client": "generate", "Manifest": "generate", "Swift": "generate",
    "EmptyFiles": "generate", "UseAccessLevelOnImports": "accessLevelOnImports",
    "Warnings": "warnings", "Ignore": "ignore", "ProtoPathModuleMappings": "moduleMappings",
  ]

  /// What to write instead of the keys of other generators' plugins.
  private static let others = [
    "invocations": "write the keys of an invocation at the top, or for some files in \"files\"",
    "protoFiles": "all protos of the target are used; write patterns in \"files\"",
    "protoPath": "folders for imports are found; write others in \"importPaths\"",
    "useAccessLevelOnImports": "write \"accessLevelOnImports\"",
    "implementationOnlyImports": "write \"options\": [\"ImplementationOnlyImports=true\"]",
    "enumGeneration": "write \"options\": [\"EnumGeneration=Nonexhaustive\"]",
    "generatedSource": "write \"visibility\" and \"accessLevelOnImports\" at the top",
    "accessLevel": "write \"visibility\"",
    "protoc": "write \"protocPath\" and \"importPaths\" at the top",
    "executablePath": "write \"protocPath\"",
    "protoPathModuleMappings": "write \"moduleMappings\"",
  ]
}

/// Paths in a settings file, which are relative to its folder.
struct SettingsPaths {
  private let folder: URL

  init(_ file: String) { folder = URL(fileURLWithPath: file).deletingLastPathComponent() }

  func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL.path
  }
}
