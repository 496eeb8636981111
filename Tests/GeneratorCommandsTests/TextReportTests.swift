import Testing

@testable import GeneratorCommands

@Suite struct TextReportTests {
  /// Reports are about as long as their findings: the lines of a text are found once, and not for each
  /// finding, and neither are those of one long line.
  @Test(arguments: ["\n", " "])
  func theLinesOfATextAreFoundOnce(_ separator: String) {
    let fields = (0..<20_000).map { "Sund sound\($0) = \($0);" }
    var offset = 0
    let findings = fields.enumerated().map { index, field in
      defer { offset += field.utf8.count + 1 }
      let (line, column) = separator == "\n" ? (index + 1, 1) : (1, offset + 1)
      return Finding(
        ruleID: "undefined-name", isError: true,
        place: Finding.Place(file: "a.proto", line: line, column: column), message: "No.",
        notes: [.init(place: .init(file: "b.proto", line: 1, column: 1), message: "Here.")])
    }
    var asked: [String] = []
    let report = TextReport(findings) { name in
      asked.append(name)
      return Array((name == "a.proto" ? fields.joined(separator: separator) : "b").utf8)
    }
    let blocks = report.blocks
    #expect(asked == ["a.proto", "b.proto"])
    #expect(blocks.count == 20_000)
    for (index, block) in blocks.enumerated() {
      #expect(block.contains("Sund sound\(index) = \(index);"))
    }
  }
}
