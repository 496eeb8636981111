import Foundation
import TestSupport
import Testing

@testable import GeneratorCommands

/// Editors check the settings by a JSON Schema, which has to name the keys that are read.
@Suite struct SettingsSchemaTests {
  @Test(arguments: [
    (#"{"%": 1}"#, ["properties"]),
    (#"{"files": [{"match": "a", "%": 1}]}"#, ["properties", "files", "items", "properties"]),
  ])
  func keysAreThoseThatAreRead(_ settings: String, _ path: [String]) async throws {
    let schema = Repository.file(
      "Sources/GeneratorCommands/Settings/training-generator.schema.json")
    var value = try JSONSerialization.jsonObject(with: Data(contentsOf: schema))
    for key in path { value = try #require((value as? [String: Any])?[key]) }
    let expected = Set(try #require(value as? [String: Any]).keys).subtracting(["$schema"])
    try await withTemporaryDirectory { folder in
      let file = folder.appendingPathComponent(SettingsFiles.own)
      try Data(settings.utf8).write(to: file)
      let fault = #expect(throws: SettingsFault.self) {
        try SettingsReader.settings(in: folder.path, for: [])
      }
      let message = try #require(fault?.message)
      let keys = try #require(message.components(separatedBy: "use one of ").last)
      #expect(Set(keys.components(separatedBy: ", ")) == expected)
    }
  }

  @Test func valuesAreThoseThatAreRead() throws {
    let schema = try String(
      contentsOf: Repository.file(
        "Sources/GeneratorCommands/Settings/training-generator.schema.json"), encoding: .utf8)
    let parts = FileSettings.Part.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    #expect(schema.contains("[\(parts)]"))
  }
}
