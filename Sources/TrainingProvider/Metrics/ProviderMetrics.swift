import Foundation
import GRPCCore
public import Metrics
import TrainingProtos
import TrainingRuntime

/// Counts and measures what a provider does, in swift-metrics.
///
/// Bootstrap `MetricsSystem` with a backend before you create the provider, or pass the backend here.
/// Without a backend, nothing is recorded. ``ProviderMetric`` lists the metrics.
public struct ProviderMetrics: Sendable {
  let instruments: Instruments

  /// Creates metrics.
  ///
  /// - Parameter factory: the backend.
  public init(factory: any MetricsFactory = MetricsSystem.factory) {
    instruments = Instruments(factory)
  }
}

/// How an upload or a job ended.
enum WorkOutcome: String, Hashable, Sendable, CaseIterable {
  case succeeded
  case failed
  /// The work begins again when there is disk space.
  case postponed
  /// The provider is shutting down, and the next start resumes the work.
  case interrupted
  /// The model changed while the work was in progress, for example because it was deleted.
  case superseded
}

extension ProviderMetrics {
  func callEnds(_ method: MethodDescriptor, _ code: Status.Code, after time: Duration) {
    guard instruments.isRecording else { return }
    let names = [method.service.fullyQualifiedService, method.method]
    instruments.counter(.calls, names + [code.canonicalName]).increment()
    instruments.timer(.callSeconds, names).record(duration: time)
  }

  func uploadReceives(_ byteCount: Int) {
    instruments.counter(.uploadBytes).increment(by: byteCount)
  }

  func uploadEnds(_ outcome: WorkOutcome, begin: ContinuousClock.Instant) {
    instruments.timer(.uploadSeconds, [outcome.rawValue]).record(duration: .now - begin)
  }

  func jobEnds(_ kind: Job.Kind, _ outcome: WorkOutcome, after time: Duration) {
    instruments.counter(.jobs, [kind.rawValue, outcome.rawValue]).increment()
    instruments.timer(.jobSeconds, [kind.rawValue]).record(duration: time)
  }

  func quote(_ metric: ProviderMetric, for work: PaidWork) {
    instruments.counter(metric, [work.rawValue]).increment()
  }

  /// Sets the gauges, which show a moment.
  func record(_ state: ProviderState) {
    for status in Training_Status.allCases {
      let count = state.modelCounts[status.protoName] ?? 0
      instruments.gauge(.models, [status.protoName]).record(count)
    }
    for kind in Job.Kind.allCases { record(state, jobsOf: kind) }
    instruments.gauge(.diskSize).record(state.disk.sizeBytes)
    instruments.gauge(.diskFree).record(state.disk.freeBytes)
    instruments.gauge(.diskUsed).record(state.disk.usedBytes)
    instruments.gauge(.diskReserved).record(state.disk.reservedBytes)
  }

  private func record(_ state: ProviderState, jobsOf kind: JobKind) {
    let jobs = state.jobs.filter { $0.kind == kind }
    let waiting = jobs.filter { $0.startedAt == nil }
    let oldest = waiting.map { state.date.timeIntervalSince($0.claimedAt) }.max() ?? 0
    instruments.gauge(.waitingJobs, [kind.rawValue]).record(waiting.count)
    instruments.gauge(.runningJobs, [kind.rawValue]).record(jobs.count - waiting.count)
    instruments.gauge(.oldestWaitingJob, [kind.rawValue]).record(max(oldest, 0))
  }
}

extension Status.Code {
  /// The name in gRPC's specification, for example `NOT_FOUND`.
  var canonicalName: String {
    let names = [
      "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
      "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",
      "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ]
    return names.indices.contains(rawValue) ? names[rawValue] : "UNKNOWN"
  }
}
