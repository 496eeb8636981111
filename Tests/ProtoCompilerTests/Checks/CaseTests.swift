import Foundation
import ProtoCompiler
import Testing

/// Compiles each file of the folder `Cases`, and compares the problems with those that the file's
/// last lines expect: `// expect: LINE:COLUMN RULE`.
@Suite struct CaseTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Cases")

  static let cases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".proto") }.sorted()
  }()

  @Test func areThere() { #expect(Self.cases.count > 70) }

  @Test(arguments: cases) func isRefusedWhereProtocRefusesIt(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    let expected = text.split(separator: "\n").compactMap { line in
      line.hasPrefix("// expect: ") ? String(line.dropFirst("// expect: ".count)) : nil
    }
    let compiler = Compiler(
      FolderResolver([
        Self.folder.path, Self.folder.appendingPathComponent("imports").path, WellKnown.folder,
      ]))
    let problems = compiler.compile([name]).diagnostics.map { diagnostic in
      "\(diagnostic.position.map { "\($0)" } ?? "-") \(diagnostic.ruleID)"
    }
    #expect(problems == expected)
  }
}

/// The protos that come with SwiftProtobuf.
enum WellKnown {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent(".build/checkouts/swift-protobuf/Protos/Sources/SwiftProtobuf").path
}
