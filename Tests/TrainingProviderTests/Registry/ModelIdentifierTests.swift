import Testing
import TrainingManifest
import TrainingRuntime

@testable import TrainingProvider

@Suite struct ModelIdentifierTests {
  @Test func isAVersion4UUID() throws {
    for _ in 0..<100 {
      let id = ModelIdentifier.random()
      let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
      #expect(id.wholeMatch(of: pattern) != nil)
      #expect(ModelIdentifier.isWellFormed(id))
    }
  }

  @Test func isNeverTheSame() {
    let ids = Set((0..<10_000).map { _ in ModelIdentifier.random() })
    #expect(ids.count == 10_000)
  }
}
