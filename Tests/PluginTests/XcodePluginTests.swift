import Foundation
import TestSupport
import Testing

/// The build tool plugin's part for Xcode projects fits to the API of Xcode, of which the folder `Xcode`
/// has what the plugin uses.
@Suite struct XcodePluginTests {
  private struct TargetInfo: Decodable {
    struct Paths: Decodable {
      let runtimeResourcePath: String
    }

    let paths: Paths
  }

  /// The folder with the module PackagePlugin.
  private static func interface() async throws -> String {
    let text = try await Command("swiftc", ["-print-target-info"]).run().output
    let info = try JSONDecoder().decode(TargetInfo.self, from: text)
    return "\(info.paths.runtimeResourcePath)/pm/PluginAPI"
  }

  private static let plugin = Repository.file("Plugins/TrainingGenerator/TrainingGenerator.swift")

  private static func sources() -> [String] {
    let files = FileManager.default.enumerator(
      at: Repository.file("Plugins/Shared"), includingPropertiesForKeys: nil)
    return files?.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map(\.path) ?? []
  }

  /// Checks the types of the plugin with a file in the place of its main one.
  private static func check(_ main: URL, in folder: URL) async throws -> CommandOutcome {
    let common = [
      "-swift-version", "6", "-package-description-version", "6.2", "-parse-as-library",
      "-warnings-as-errors", "-enable-upcoming-feature", "InternalImportsByDefault",
      "-I", try await interface(),
    ]
    let module = folder.appendingPathComponent("XcodeProjectPlugin.swiftmodule").path
    let stub = try await Command(
      "swiftc",
      common + [
        "-emit-module", "-module-name", "XcodeProjectPlugin", "-emit-module-path", module,
        Repository.file("Tests/PluginTests/Xcode/XcodeProjectPlugin.swift").path,
      ]
    ).run()
    try #require(stub.status == 0, "\(stub.errors)")
    return try await Command(
      "swiftc",
      common + ["-typecheck", "-module-name", "TrainingGenerator", "-I", folder.path, main.path]
        + sources()
    ).run()
  }

  @Test func typesFit() async throws {
    try await withTemporaryDirectory { folder in
      let outcome = try await Self.check(Self.plugin, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      // The part is compiled at all.
      let text = try String(contentsOf: Self.plugin, encoding: .utf8)
      let broken = folder.appendingPathComponent("Broken.swift")
      try Data(text.replacing("context.xcodeProject", with: "context.noProject").utf8)
        .write(to: broken)
      let refused = try await Self.check(broken, in: folder)
      #expect(refused.errors.contains("has no member 'noProject'"), "\(refused.errors)")
    }
  }
}
