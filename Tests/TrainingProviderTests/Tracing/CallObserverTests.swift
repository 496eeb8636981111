import Foundation
import GRPCCore
import InMemoryTracing
import Testing
import Tracing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// The spans of calls and jobs.
@Suite struct CallObserverTests {
  @Test func callsContinueTheTraceInTheirMetadata() async throws {
    let tracer = InMemoryTracer()
    try await withTracer(tracer) {
      try await ProviderUnderTest.run { test in
        let metadata: Metadata = [
          InMemoryTracer.traceIDKey: "trace-7", InMemoryTracer.spanIDKey: "span-7",
        ]
        _ = try? await test.client.get_model_status(test.modelID("unknown"), metadata: metadata)
      }
    }
    let span = try #require(tracer.finishedSpans.first)
    #expect(span.operationName == "training.Model/get_model_status")
    #expect(span.kind == .server)
    #expect(span.traceID == "trace-7")
    #expect(span.parentSpanID == "span-7")
    #expect(span.attributes["rpc.grpc.status_code"]?.toSpanAttribute() == 5)
    #expect(span.attributes["rpc.method"]?.toSpanAttribute() == "get_model_status")
  }

  @Test func jobsAreLinkedToTheCallsThatBeganThem() async throws {
    let tracer = InMemoryTracer()
    try await withTracer(tracer) {
      try await ProviderUnderTest.run { test in
        _ = try await test.readyModel()
        try await eventually("spans don't end") { Self.span(tracer, "training") != nil }
      }
    }
    for (job, call) in [("validation", "upload_and_validate"), ("training", "train_model")] {
      let span = try #require(Self.span(tracer, job))
      let cause = try #require(Self.span(tracer, "training.Model/\(call)"))
      #expect(span.links.map(\.context.inMemorySpanContext?.spanID) == [cause.spanID])
      #expect(span.traceID != cause.traceID)
      #expect(span.attributes["training.outcome"]?.toSpanAttribute() == "succeeded")
    }
  }

  /// Spans go to other machines, so they contain neither content nor identifiers of models.
  @Test func spansContainNothingOfConsumers() async throws {
    let tracer = InMemoryTracer()
    var id = ""
    try await withTracer(tracer) {
      id = try await ProviderUnderTest.run { test in
        let id = try await test.create(addresses: ["0xsecret"])
        try await test.uploaded(id)
        _ = try? await test.validate(id, link: "https://user:secret@example.com/?secret")
        return id
      }
    }
    #expect(tracer.finishedSpans.count > 3)
    for span in tracer.finishedSpans {
      var text = span.operationName
      span.attributes.forEach { text += "\($0)\($1)" }
      #expect(!text.contains("secret"))
      #expect(!text.contains(id))
      #expect(span.errors.isEmpty)
    }
  }

  private static func span(_ tracer: InMemoryTracer, _ name: String) -> FinishedInMemorySpan? {
    tracer.finishedSpans.first { $0.operationName == name }
  }
}
