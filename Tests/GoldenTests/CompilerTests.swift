import FixtureCases
import Foundation
import Testing

/// The built-in compiler says what is recorded about each case.
@Suite struct CompilerTests {
  @Test(arguments: try CompilerCase.all())
  func saysWhatWasRecorded(_ item: CompilerCase) throws {
    let recorded = (try? String(contentsOf: item.expected, encoding: .utf8)) ?? "not recorded"
    let difference = LineDifference(recorded, try item.diagnostics())
    #expect(difference.isEmpty, "\(item.name):\n\(difference)")
    #expect(!recorded.isEmpty)
  }
}
