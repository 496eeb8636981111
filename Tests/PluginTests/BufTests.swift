import Foundation
import TestSupport
import Testing

/// Runs the plugin with buf, which `Scripts/test` installs with the tests' Python packages.
@Suite(.enabled(if: Buf.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
struct BufTests {
  /// The README's `buf.gen.yaml`.
  private static func template() throws -> String {
    let readme = try String(contentsOf: Repository.file("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```yaml\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
    return try #require(blocks.first { $0.contains("plugins:") })
  }

  /// With the README's template, buf writes what protoc writes.
  @Test func writesWhatProtocWrites() async throws {
    let template = try Self.template()
    let buf = try #require(Buf.path)
    try await withTemporaryDirectory { folder in
      let files = FileManager.default
      for proto in ["Fixtures/guide/service.proto", "Sources/TrainingProtos/Protos/training.proto"]
      {
        let file = Repository.file(proto)
        try files.copyItem(at: file, to: folder.appendingPathComponent(file.lastPathComponent))
      }
      try Data(template.utf8).write(to: folder.appendingPathComponent("buf.gen.yaml"))
      let products = URL(fileURLWithPath: BuiltProduct.path("")).path
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let outcome = try await Command(
        buf, ["generate"],
        environment: ["PATH": "\(products):\(path)", "HOME": folder.path], in: folder
      ).run()
      try #require(outcome.status == 0, "\(outcome.errors)")
      let protoc = folder.appendingPathComponent("protoc")
      try files.createDirectory(at: protoc, withIntermediateDirectories: true)
      let expected = try await Protoc(protoc, "Visibility=Public").run(
        "Fixtures/guide/service.proto")
      try #require(expected.status == 0)
      let written = folder.appendingPathComponent("Sources/App")
      let names = try files.contentsOfDirectory(atPath: written.path).sorted()
      #expect(try files.contentsOfDirectory(atPath: protoc.path).sorted() == names)
      #expect(names.count == 4)
      for name in names {
        #expect(
          files.contents(atPath: written.appendingPathComponent(name).path)
            == files.contents(atPath: protoc.appendingPathComponent(name).path), "\(name)")
      }
    }
  }
}

private enum Buf {
  /// The path of the program beside that of Python.
  static var path: String? {
    let program = TestPython.path.map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("buf").path
    }
    return program.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
  }
}
