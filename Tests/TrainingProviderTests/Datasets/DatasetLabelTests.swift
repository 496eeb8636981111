import Testing

@testable import TrainingProvider

@Suite struct DatasetLabelTests {
  @Test(arguments: [
    ("data.zip", "data.zip"), ("../../etc/passwd", "passwd"), ("/abs/data.zip", "data.zip"),
    ("C:\\x\\data.zip", "data.zip"), ("a\u{0}b\n.zip", "ab.zip"), ("..", ""), (".", ""), ("", ""),
    ("///", ""), ("x/..", ""), ("日本.zip", "日本.zip"),
  ])
  func labelIsNoPath(_ fileName: String, _ label: String) {
    #expect(DatasetLabel.make(fileName) == label)
  }

  @Test func labelIsBounded() {
    let label = DatasetLabel.make(String(repeating: "é", count: 1_000_000) + ".zip")
    #expect(label.utf8.count <= DatasetLabel.maxLength)
    #expect(label.hasSuffix("é.zip"))
  }
}
