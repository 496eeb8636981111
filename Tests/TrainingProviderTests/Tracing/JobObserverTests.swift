import InMemoryTracing
import Instrumentation
import Testing
import Tracing

@testable import TrainingProvider

@Suite struct JobObserverTests {
  /// A consumer can begin further work as soon as the outcome is stored, before the job has ended.
  @Test func callsThatBeginFurtherWorkAreRemembered() async throws {
    let tracer = InMemoryTracer()
    let observer = JobObserver(ProviderMetrics())
    let (first, second) = (tracer.startSpan("first"), tracer.startSpan("second"))
    let (validation, training) = (Self.job(.validation, 1), Self.job(.training, 2))
    await withTracer(tracer) {
      InstrumentationContext.withValue(first.context) { _ = observer.following(validation) }
      _ = await observer.run(validation) {
        InstrumentationContext.withValue(second.context) { _ = observer.following(training) }
        return nil
      }
      _ = await observer.run(training) { nil }
      // The call of an earlier job isn't that of a later one.
      _ = await observer.run(Self.job(.training, 3)) { nil }
    }
    let links = tracer.finishedSpans.map { $0.links.map(\.context.inMemorySpanContext?.spanID) }
    #expect(links == [[first.spanID], [second.spanID], []])
  }

  /// The jobs that follow one call are all linked to it.
  @Test func validationsOfFetchedDatasetsAreLinked() async throws {
    let tracer = InMemoryTracer()
    let observer = JobObserver(ProviderMetrics())
    let call = tracer.startSpan("call")
    let (fetch, validation) = (Self.job(.fetch, 1), Self.job(.validation, 1))
    try await withTracer(tracer) {
      InstrumentationContext.withValue(call.context) { _ = observer.following(fetch) }
      let next = await observer.run(fetch) { validation }
      _ = await observer.run(try #require(next)) { nil }
    }
    let links = tracer.finishedSpans.map { $0.links.map(\.context.inMemorySpanContext?.spanID) }
    #expect(links == [[call.spanID], [call.spanID]])
  }

  private static func job(_ kind: Job.Kind, _ revision: Int64) -> Job {
    Job(
      kind, of: StoredModel(id: "m", revision: revision, serviceName: "S", methodName: "m"))
  }
}
