import Instrumentation
import Synchronization
import Tracing

/// Measures jobs, and makes a span for each, linked to the call that began the work.
final class JobObserver: Sendable {
  private let metrics: ProviderMetrics
  /// How running jobs have ended, as far as is known.
  private let outcomes = Mutex<[String: WorkOutcome]>([:])
  /// The calls that began the work on models, by the model's identifier.
  private let calls = Mutex<[String: Call]>([:])

  /// A call that began work.
  private struct Call: Sendable {
    /// The name of the work, which all of its jobs share.
    let work: String
    let context: InstrumentationContext
  }

  init(_ metrics: ProviderMetrics) {
    self.metrics = metrics
  }

  /// Remembers the present call as the one that began a job.
  ///
  /// - Returns: the job.
  func following(_ job: Job) -> Job {
    if let context = InstrumentationContext.current, !context.isEmpty {
      calls.withLock { $0[job.modelID] = Call(work: job.transferName, context: context) }
    }
    return job
  }

  /// Forgets the call that began the work on a model.
  func forget(modelID: String) {
    calls.withLock { $0[modelID] = nil }
  }

  /// Runs a job.
  ///
  /// - Returns: the job that follows.
  func run(_ job: Job, _ work: () async -> Job?) async -> Job? {
    let begin = ContinuousClock.now
    let call = calls.withLock { $0[job.modelID] }
    let isCause = call?.work == job.transferName
    // The job may have been started by the end of another one, whose context isn't its own.
    let span = InstrumentationSystem.tracer.startSpan("\(job.kind)", context: .topLevel)
    span.attributes["training.job"] = "\(job.kind)"
    if let call, isCause { span.addLink(SpanLink(context: call.context, attributes: [:])) }
    let next = await InstrumentationContext.withValue(span.context) { await work() }
    let outcome = outcomes.withLock { $0.removeValue(forKey: job.transferName) } ?? .failed
    metrics.jobEnds(job.kind, outcome, after: .now - begin)
    span.attributes["training.outcome"] = outcome.rawValue
    if outcome == .failed { span.setStatus(SpanStatus(code: .error)) }
    span.end()
    if next == nil { forget(job) }
    return next
  }

  /// Forgets the call that began a job, unless another call has begun work on the model since.
  private func forget(_ job: Job) {
    calls.withLock { calls in
      if calls[job.modelID]?.work == job.transferName { calls[job.modelID] = nil }
    }
  }

  /// Records how a running job has ended.
  func ended(_ job: Job, _ outcome: WorkOutcome) {
    outcomes.withLock { $0[job.transferName] = outcome }
  }
}
