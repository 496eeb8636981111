import Foundation
import TestSupport
import Testing

/// Swift that is generated from some protos and compiled as one module, against the libraries that
/// were built with the tests.
struct GeneratedModule {
  let name: String

  /// The folder of the generated files.
  let folder: URL

  /// Generates Swift from all protos that are named.
  ///
  /// - Parameters:
  ///   - name: the module's name.
  ///   - protos: the protos, in the folder with the protos of all modules.
  ///   - parameter: the generator's options.
  ///   - directory: where to put the module.
  init(
    _ name: String, from protos: [String], in source: URL, _ parameter: String, directory: URL
  ) async throws {
    self.name = name
    self.folder = directory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let outcome = try await Command(
      ProcessInfo.processInfo.environment["PROTOC_PATH"] ?? "protoc",
      [
        "-I\(source.path)", "-I\(Repository.file("Sources/TrainingProtos/Protos").path)",
        "--plugin=protoc-gen-swift-training=\(Protoc.plugin)",
        "--swift-training_out=\(parameter):\(folder.path)",
      ] + protos
    ).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// The generated Swift, and other files in the folder.
  var swiftFiles: [URL] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
    }
  }

  /// The names of the messages with a codec.
  var messages: [String] {
    get throws {
      try swiftFiles.flatMap { file in
        try String(contentsOf: file, encoding: .utf8)
          .matches(of: /(?m)^nonisolated extension ([^:]*): ProtoWire\.WireMessage \{$/)
          .map { String($0.output.1) }
      }
    }
  }

  /// Compiles the files, with warnings as errors.
  func compile(_ arguments: [String]) async throws {
    let outcome = try await Command(
      "swiftc",
      [
        "-swift-version", "6", "-warnings-as-errors", "-package-name", "generated", "-module-name",
        name, "-enable-upcoming-feature", "ExistentialAny",
        "-enable-upcoming-feature", "InternalImportsByDefault",
        "-enable-upcoming-feature", "MemberImportVisibility",
        "-I", BuiltProduct.path("Modules"),
      ] + arguments + (try swiftFiles.map(\.path))
    ).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// The object files of the libraries that messages need.
  static var libraries: [String] {
    get throws {
      try ["ProtoWire", "SwiftProtobuf"].flatMap { library in
        let folder = URL(fileURLWithPath: BuiltProduct.path("\(library).build"))
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          .filter { $0.hasSuffix(".o") }.map { folder.appendingPathComponent($0).path }
      }
    }
  }
}
