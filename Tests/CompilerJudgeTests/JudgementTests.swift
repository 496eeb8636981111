import CompilerJudge
import SwiftProtobuf
import Testing

@Suite struct JudgementTests {
  private static func message(_ line: Int, warning: Bool = false) -> CompilerMessage {
    CompilerMessage(
      file: "a.proto", line: line, column: 1, isWarning: warning, text: "\"x\" is wrong.")
  }

  private static func judgement(
    _ ours: [UInt8]?, _ ourMessages: [CompilerMessage], _ theirs: [UInt8]?,
    _ theirMessages: [CompilerMessage]
  ) -> Judgement {
    Judgement(
      ours: Verdict(descriptors: ours, messages: ourMessages),
      protoc: Verdict(descriptors: theirs, messages: theirMessages),
      schema: DescriptorSchema(.init()))
  }

  @Test func onlyEqualVerdictsAreEqual() {
    let (one, two) = (Self.message(1), Self.message(2))
    let warning = Self.message(1, warning: true)
    #expect(Self.judgement([], [], [], []).isEqual)
    #expect(Self.judgement(nil, [two, one], nil, [one, two]).isEqual)
    #expect(Self.judgement([], [warning], [], [warning]).isEqual)
    #expect(!Self.judgement([], [], [8, 1], []).isEqual)
    #expect(!Self.judgement([], [], nil, [one]).isEqual)
    #expect(!Self.judgement(nil, [one], [], []).isEqual)
    #expect(!Self.judgement(nil, [one], nil, [two]).isEqual)
    #expect(!Self.judgement([], [], [], [warning]).isEqual)
  }

  @Test(arguments: [
    ("a.proto:3:14: Expected \";\".", "a.proto:3:14: error: Expected \";\"."),
    ("a.proto:2:1: warning: Unused.", "a.proto:2:1: warning: Unused."),
    ("b/c.proto: File not found.", "b/c.proto: error: File not found."),
    ("Missing input file.", "error: Missing input file."),
  ])
  func linesOfProtocAreRead(_ line: String, _ description: String) {
    #expect(CompilerMessage(protocLine: line[...]).description == description)
  }

  @Test func causesAreCountedTogether() {
    let tally = Tally()
    #expect(tally.add(Self.judgement(nil, [Self.message(1)], [], []), example: "first"))
    #expect(!tally.add(Self.judgement(nil, [Self.message(2)], [], []), example: "second"))
    tally.add(Self.judgement([], [], [], []), example: "third")
    #expect(tally.total == 3 && tally.differences == 2)
    #expect(tally.causes.map(\.count) == [2])
    #expect(tally.causes.map(\.example) == ["first"])
  }

  /// Only differences with one of the listed reasons are left alone.
  @Test func knownDifferencesHaveReasons() {
    func message(_ text: String, line: Int? = nil) -> CompilerMessage {
      CompilerMessage(file: "a.proto", line: line, column: line, isWarning: false, text: text)
    }
    let encoding = Self.judgement(nil, [message("the string isn't UTF-8")], [], [])
    #expect(encoding.knownReason == "text that isn't UTF-8")
    let abort = Self.judgement([], [], nil, [message("*** Check failure stack trace: ***")])
    #expect(abort.knownReason == "protoc aborts")
    let later = Self.judgement(
      nil, [message("the string isn't UTF-8")], nil, [message("x", line: 3)])
    #expect(later.knownReason == "text that isn't UTF-8")
    let null = Self.judgement(
      nil, [message("x")], nil, [message("\"a\" contains null character.", line: 3)])
    #expect(null.knownReason == "a null character in a file's name")
    #expect(Self.judgement(nil, [message("x")], [], []).knownReason == nil)
    #expect(Self.judgement([], [], nil, [message("x")]).knownReason == nil)
    #expect(Self.judgement([], [], [], []).knownReason == nil)
  }
}
