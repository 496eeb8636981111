import Fixture_guide
import Testing
import TrainingManifest

@Suite struct TrainingMethodTests {
  private let method = Manifest.service_service.methods[0]

  @Test func aChangedCopyLeavesTheOriginal() {
    var copy = method
    copy.fullName = "a.B.c"
    copy.source = "b.proto"
    copy.serviceName = "B"
    copy.methodName = "c"
    copy.kind = .serverStreaming
    copy.modelFields = []
    copy.options.defaultModelID = nil
    #expect(copy.fullName == "a.B.c")
    #expect(copy.source == "b.proto")
    #expect(copy.serviceName == "B")
    #expect(copy.methodName == "c")
    #expect(copy.kind == .serverStreaming)
    #expect(copy.modelFields.isEmpty)
    #expect(copy.options.defaultModelID == nil)
    #expect(copy.options.maxModelsPerUser == 5)
    #expect(method.fullName == "service.ExampleService.stt")
    #expect(method.options.defaultModelID == "default")
  }

  @Test func equalityIsThatOfTheFacts() {
    var copy = method
    copy.source = "b.proto"
    #expect(copy != method)
    copy.source = method.source
    #expect(copy == method)
    #expect(copy.hashValue == method.hashValue)
  }

  /// Guards keep a method in a task's memory while they wait for the registry, so a large value
  /// would cost memory in every call.
  @Test func aCopyIsOneWord() {
    #expect(MemoryLayout<TrainingMethod>.size == MemoryLayout<Int>.size)
  }
}
