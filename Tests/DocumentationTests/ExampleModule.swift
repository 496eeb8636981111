import Foundation
import TestSupport
import Testing

/// A module made of the blocks of Swift, each in the program that its page leaves to the reader.
///
/// `Examples/PAGE.swift` is that program. It has a line `// EXAMPLE` for each block of the page, which
/// takes that place. What the pages' own protos generate is a part of the module.
struct ExampleModule {
  private let folder: URL

  /// The pages whose protos are generated from, by the names of these.
  static let protos = [
    "service.proto": "README.md",
    "speech.proto": "Sources/TrainingCodeGen/Documentation.docc/HowAFileIsGenerated.md",
  ]

  private static let options = "Visibility=Public,UseAccessLevelOnImports=true,Warnings=none"

  init(in folder: URL) {
    self.folder = folder
  }

  /// The program that the blocks of a page stand in.
  static func program(of page: String) -> String? {
    let name = URL(fileURLWithPath: page).deletingPathExtension().lastPathComponent
    let text = CodeBlock.text(of: "Tests/DocumentationTests/Examples/\(name).swift")
    return text.isEmpty ? nil : text
  }

  /// Generates Swift from the pages' protos.
  ///
  /// - Returns: the text of all files.
  func generate() async throws -> String {
    for (name, page) in Self.protos {
      let proto = try #require(CodeBlock.all(in: "proto").first { $0.file == page })
      try Data(proto.text.utf8).write(to: folder.appendingPathComponent(name))
      let outcome = try await Protoc(folder, Self.options).run(name)
      try #require(outcome.status == 0, "\(page): \(outcome.errors)")
    }
    return try swiftFiles.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
  }

  /// Writes the program of a page, with its blocks.
  func add(_ page: String, _ blocks: [CodeBlock], in program: String) throws {
    var rest = blocks[...]
    let lines = program.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.trimmingCharacters(in: .whitespaces) == "// EXAMPLE", let block = rest.popFirst()
      else { return String(line) }
      let text = block.text.replacing("{ … }", with: "{ fatalError() }")
      return "#sourceLocation(file: \"\(page)\", line: \(block.line))\n\(text)#sourceLocation()"
    }
    let count = program.split(separator: "// EXAMPLE").count - 1
    #expect(count == blocks.count, "\(page) has another number of blocks than its program")
    let name = URL(fileURLWithPath: page).deletingPathExtension().lastPathComponent
    try Data(lines.joined(separator: "\n").utf8)
      .write(to: folder.appendingPathComponent("\(name)Examples.swift"))
  }

  /// Compiles the module as a user's target is compiled, short of machine code.
  func compile() async throws -> CommandOutcome {
    let flags = [
      "-wmo", "-parse-as-library", "-module-name", "Examples", "-swift-version", "6",
      "-warnings-as-errors", "-enable-upcoming-feature", "ExistentialAny",
      "-enable-upcoming-feature", "InternalImportsByDefault", "-enable-upcoming-feature",
      "MemberImportVisibility", "-emit-sil", "-o",
      folder.appendingPathComponent("Examples.sil").path,
    ]
    let arguments = try flags + BuiltModules.flags + swiftFiles.map(\.path)
    return try await Command("swiftc", arguments).run()
  }

  private var swiftFiles: [URL] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "swift" }
    }
  }
}
