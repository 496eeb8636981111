import Testing

@testable import TrainingCodeGen

@Suite struct ModelParameterTests {
  @Test(arguments: [
    (["anythingID"], ["model"]),
    (["firstID", "secondID"], ["first", "second"]),
    (["first", "secondID"], ["first", "second"]),
    // Without `ID`, both fields would get the same label.
    (["voice", "voiceID"], ["voice", "voiceID"]),
    // Guards use the names `request`, `writer` and `modelGuard` themselves.
    (["requestID", "otherID"], ["requestID", "otherID"]),
    (["request", "other"], ["requestModel", "other"]),
    (["writer", "modelGuard"], ["writerModel", "modelGuardModel"]),
    (["request", "requestModel"], ["requestModel_", "requestModel"]),
    // Without `ID`, nothing would be left of the first name.
    (["ID", "other"], ["ID", "other"]),
  ])
  func labelsComeFromProperties(_ properties: [String], _ labels: [String]) {
    #expect(ModelParameterPlan.labels(for: properties) == labels)
  }

  /// As a label, a keyword needs no backticks; the variable does.
  @Test func keywordsAreLabels() throws {
    let protos = try Protos(
      """
      import "training.proto";
      message A { training.ModelID in = 1; training.ModelID inout = 2; }
      """)
    let models = ModelParameterPlan.parameters(
      of: try protos.message("A"), in: try protos.context())
    #expect(models.map(\.label) == ["in", "`inout`"])
    #expect(models.map(\.variable) == ["`in`", "`inout`"])
  }

  @Test func presenceDecidesTheType() throws {
    let protos = try Protos(
      """
      import "training.proto";
      message A {
        training.ModelID single = 1;
        repeated training.ModelID many = 2;
        oneof way { training.ModelID chosen = 3; string text = 4; }
      }
      """)
    let models = ModelParameterPlan.parameters(
      of: try protos.message("A"), in: try protos.context())
    #expect(
      models.map(\.type) == [
        "TrainingRuntime.ModelReference", "[TrainingRuntime.ModelReference]",
        "TrainingRuntime.ModelReference?",
      ])
    #expect(
      models.map(\.query)
        == ["OneModel", "EachModel", "ChosenModel"].map { "TrainingRuntime.\($0)" })
    #expect(models.map(\.member?.caseName) == [nil, nil, ".chosen"])
  }
}
