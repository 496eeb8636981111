import Testing
import TrainingManifest

@Suite struct ModelIdentifierTests {
  @Test(arguments: [
    "!", "~", "b36e50bc-56ee-46c4-92ed-dba89a8da494", String(repeating: "x", count: 128),
  ])
  func printableCharactersAreWellFormed(_ id: String) {
    #expect(ModelIdentifier.isWellFormed(id))
  }

  /// The wrong byte can be at any position.
  @Test(arguments: [
    "", " ", "\u{7F}", "é", "\nmodel-of-some-length", "model-of some-length",
    "model-of-some-length ",
    String(repeating: "x", count: 129),
  ])
  func othersAreNot(_ id: String) {
    #expect(!ModelIdentifier.isWellFormed(id))
  }
}
