import Foundation
import TestSupport
import Testing

@Suite struct SpellingTests {
  /// Only one file spells out the names of the modules that generated code uses. All other files
  /// take the names from the plan, because options can change some of them.
  @Test(arguments: [
    "SwiftProtobuf", "GRPCCore", "ProtoWire", "TrainingRuntime", "TrainingManifest",
    "TrainingProtos",
  ])
  func modulesAreSpelledInOnePlace(_ module: String) throws {
    let folder = Repository.file("Sources/TrainingCodeGen")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("/ModuleNames.swift") }
    #expect(names.count > 50)
    for name in names {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let code = text.split(separator: "\n").filter { line in
        let start = line.drop { $0 == " " }
        return !start.hasPrefix("//") && !start.contains("import ")
      }
      for line in code where Self.names(module, in: line) {
        Issue.record("\(name) spells out \(module): \(line)")
      }
    }
  }

  /// Plans read descriptors. Emitters write what plans say and don't see descriptors.
  @Test func emittersReadNoDescriptors() throws {
    let folder = Repository.file("Sources/TrainingCodeGen/Emit")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(names.count > 20)
    for name in names {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      #expect(!text.contains("import SwiftProtobuf"), "\(name)")
      #expect(!text.contains("Descriptor"), "\(name)")
    }
  }

  /// Whether a line of code contains the name of a module as a whole word, in code or in a string
  /// literal. The text of generated comments doesn't count.
  private static func names(_ module: String, in line: Substring) -> Bool {
    let code = line.range(of: "\"//").map { line[..<$0.lowerBound] } ?? line
    guard let range = code.range(of: "\(module).") else { return code.contains("\"\(module)\"") }
    let before = code[..<range.lowerBound].last
    return before.map { !($0.isLetter || $0.isNumber || $0 == "_") } ?? true
  }
}
