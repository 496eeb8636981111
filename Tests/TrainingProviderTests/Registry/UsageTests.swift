import Foundation
import GRDB
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// The sums that the registry keeps.
@Suite struct UsageTests {
  @Test func sumsFollowEveryChange() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      let registry = try SQLiteModelRegistry(file: file)
      var random = SeededRandom(seed: 7)
      for number in 0..<40 {
        try await registry.insert(
          StoredModel(id: "\(number)", serviceName: "S", methodName: "m"), limit: nil)
      }
      for _ in 0..<400 {
        let id = "\(Int.random(in: 0..<40, using: &random))"
        let (size, choice) = (
          UInt64.random(in: 0..<1000, using: &random), Int.random(in: 0..<6, using: &random)
        )
        try await registry.update(id) { model in
          let dataset = StoredDataset(file: "\(id)/\(size)", name: "", byteCount: size)
          switch choice {
          case 0: model.dataset = dataset
          case 1: model.candidate = dataset
          case 2: model.candidate = model.dataset
          case 3: model.artefactBytes = size
          case 4:
            if StatusTransitions.allows(model.status, to: .validating) {
              try model.move(to: .validating)
            }
          default:
            if StatusTransitions.allows(model.status, to: .errored) {
              try model.move(to: .errored)
            }
          }
        }
      }
      try await DatabaseQueue(path: file.path).write {
        try $0.execute(sql: "DELETE FROM transition WHERE model_id IN ('1', '2')")
        try $0.execute(sql: "DELETE FROM model WHERE id IN ('1', '2')")
      }
      let models = try await registry.storedModels(in: Training_Status.allCases)
      #expect(models.count == 38)
      let total = try await registry.storedBytes()
      #expect(total == models.reduce(0) { $0 + $1.byteCount })
      for usage in try await registry.usage() {
        let same = models.filter { $0.status == usage.status }
        #expect(usage.models == same.count)
        let artefacts = same.reduce(0) { $0 + $1.artefactBytes }
        #expect(UInt64(usage.artefactBytes) == artefacts)
        #expect(
          UInt64(usage.datasetBytes) == same.reduce(0) { $0 + $1.byteCount } - artefacts)
      }
    }
  }
}
