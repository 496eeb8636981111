import FixtureCases
import Foundation
import Testing
import TrainingSchema

/// The generator's output for each case equals the recorded output, byte for byte.
///
/// To record intended changes, run `swift run fixtures record`.
@Suite struct GoldenTests {
  @Test(arguments: try FixtureCase.all())
  func outputIsAsRecorded(_ item: FixtureCase) throws {
    let output = try item.output()
    #expect(output.keys.sorted() == (try item.recordedNames()))
    for (name, content) in output {
      let file = item.expected.appendingPathComponent(name)
      let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      let difference = LineDifference(recorded, content)
      #expect(difference.isEmpty, "\(item.name)/\(name):\n\(difference)")
    }
  }

  @Test func refusedInputYieldsNoFile() throws {
    let refused = try FixtureCase.all().filter { $0.name.hasPrefix("refused-") }
    #expect(refused.count >= 2)
    for item in refused {
      #expect(try item.output().keys.sorted() == ["diagnostics.txt"])
    }
  }
}
