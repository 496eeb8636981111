import Foundation
import TestSupport
import Testing
import TrainingDatasets
import TrainingManifest

/// Compares the inspection with the Python SDK's own check, for archives from Python.
@Suite(.enabled(if: TestPython.path != nil)) struct ParityTests {
  /// Archives that the SDK accepts are accepted, unless they are hostile or of another kind.
  @Test func whatTheSDKAcceptsIsAccepted() async throws {
    try await withTemporaryDirectory { folder in
      let cases = try await Self.cases(300, in: folder)
      var accepted = 0
      for parity in cases {
        let path = folder.appendingPathComponent(parity.file).path
        let report = try DatasetInspector(requirements: parity.requirements)
          .inspect(archiveAt: path, named: parity.file)
        let rules = Set(report.violations.map(\.ruleID))
        if parity.errors == nil {
          accepted += 1
          #expect(rules == Set(parity.traits), "\(parity): \(report)")
        } else {
          #expect(!report.isAccepted || parity.isOnlyAboutTypes, "\(parity): \(report)")
        }
      }
      // The comparison is meaningful only if the SDK gives both answers.
      #expect((60...240).contains(accepted))
    }
  }

  private static func cases(_ count: Int, in folder: URL) async throws -> [ParityCase] {
    let script = Repository.file("Tests/TrainingDatasetsTests/Python/parity.py").path
    let outcome = try await Command(
      TestPython.path ?? "", [script, folder.path, String(count), "20"],
      environment: ["PYTHONDONTWRITEBYTECODE": "1"]
    ).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    let json = try Data(contentsOf: folder.appendingPathComponent("cases.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([ParityCase].self, from: json)
  }
}
