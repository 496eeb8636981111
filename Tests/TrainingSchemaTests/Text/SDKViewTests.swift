import Foundation
import TestSupport
import Testing

@testable import TrainingSchema

/// What the rules take for the Python SDK's view of a proto is what the SDK sees.
@Suite struct SDKViewTests {
  private struct View: Decodable, Equatable {
    let methods: [[String]]
    let training: Bool

    init(_ text: String) {
      let view = SDKView(text)
      methods = view.methods.map { [$0.service, $0.name] }
        .sorted { $0.lexicographicallyPrecedes($1) }
      training = view.importsTraining
    }
  }

  @Test(.enabled(if: TestPython.path != nil)) func theSDKSeesTheSame() async throws {
    let texts = (0..<400).map { RandomSpelling.text(seed: $0) }
    try await withTemporaryDirectory { root in
      for (number, text) in texts.enumerated() {
        let folder = root.appendingPathComponent("\(number)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try Data(text.utf8).write(to: folder.appendingPathComponent("a.proto"))
      }
      let script = Repository.file("Tests/TrainingSchemaTests/Python/sdk_view.py").path
      let outcome = try await Command(try #require(TestPython.path), [script, root.path]).run()
      try #require(outcome.status == 0, "\(outcome.errors)")
      let views = try JSONDecoder().decode([String: View].self, from: outcome.output)
      #expect(views.count == texts.count)
      for (number, text) in texts.enumerated() {
        #expect(views["\(number)"] == View(text), "\(text)")
      }
      // The texts show both what the SDK sees and what it misses.
      let methods = views.values.map(\.methods.count).reduce(0, +)
      #expect(methods > 100 && methods < 1500)
      #expect(Set(views.values.map(\.training)) == [true, false])
    }
  }
}

/// Protos in many spellings, some of which the SDK's patterns miss.
private enum RandomSpelling {
  static func text(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    func pick(_ spellings: [String]) -> String { spellings.randomElement(using: &random) ?? "" }
    var text = pick([
      "import \"training.proto\";\n", "import 'training.proto';\n", "import  \"training.proto\";\n",
      "import \"training.proto\" ;\n", "// import \"training.proto\";\n", "",
    ])
    for service in 0..<2 {
      text += pick([
        "service S\(service) {\n", "service S\(service)\n{\n", "  service  S\(service){ ",
        "service S\(service) // c\n{\n", "// service Old {\n", "service\nS\(service) {\n",
      ])
      for method in 0..<2 {
        let type = pick(["A", "a.A", "stream A", ".A", " A", "A "])
        let end = pick([";\n", " {}\n", "\n{\n}\n", " { // c\n}\r\n"])
        text +=
          pick([
            "  rpc M\(method)(\(type)) returns (B)", "rpc M\(method) (A) returns (\(type))",
            "rpc  M\(method)\t(A)\treturns\t(B)", "rpc M\(method)(A)returns (B)",
            "rpc M\(method)(A)\n    returns (B)", "rpc M\(method)(A) returns(B)",
            "// rpc M\(method)(A) returns (B)\n rpc N(A) returns (B)",
            "rpc É\(method)(Ü) returns (B)",
          ]) + end
      }
      text += "}\n"
    }
    return text
  }
}
