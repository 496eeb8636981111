/// The metrics of a provider, named in the way of Prometheus.
///
/// Every label has a small, fixed set of values. Identifiers of models and addresses of consumers
/// are never labels.
public enum ProviderMetric: String, CaseIterable, Hashable, Sendable {
  /// Calls that have ended, by service, method and status.
  case calls
  /// How long calls took.
  case callSeconds
  /// The bytes of datasets that arrived in uploads.
  case uploadBytes
  /// How long uploads took, by outcome.
  case uploadSeconds
  /// Jobs that have ended, by kind and outcome.
  case jobs
  /// How long jobs ran.
  case jobSeconds
  /// Jobs that wait.
  case waitingJobs
  /// Jobs that run.
  case runningJobs
  /// How long the oldest waiting job has waited.
  case oldestWaitingJob
  /// Models, by status.
  case models
  /// The size of the file system with the data directory.
  case diskSize
  /// The bytes that the file system has left for the provider.
  case diskFree
  /// The bytes of all datasets and artefacts.
  case diskUsed
  /// The bytes that are reserved for datasets in transfer.
  case diskReserved
  /// Open connections, by listener.
  case connections
  /// Connections that made way for new ones.
  case evictedConnections
  /// Connections that were refused because all others were in use.
  case refusedConnections
  /// Prices that were answered.
  case quotesGiven
  /// Prices at which paid work began.
  case quotesUsed
  /// Paid calls without a price that holds.
  case quotesRefused
}

extension ProviderMetric {
  /// The metric's name, with its unit at the end.
  public var name: String { definition.name }

  /// The names of its labels.
  public var labels: [String] { definition.labels }

  /// What it measures, in one sentence.
  public var help: String { definition.help }

  private typealias Definition = (name: String, labels: [String], help: String)

  private var definition: Definition { Self.definitions[self] ?? (rawValue, [], "") }

  private static let definitions: [ProviderMetric: Definition] = [
    .calls: (
      "training_calls_total", ["service", "method", "code"],
      "Calls that have ended, by gRPC status."
    ),
    .callSeconds: (
      "training_call_duration_seconds", ["service", "method"], "How long calls took."
    ),
    .uploadBytes: (
      "training_upload_received_bytes_total", [], "Bytes of datasets that arrived in uploads."
    ),
    .uploadSeconds: ("training_upload_duration_seconds", ["outcome"], "How long uploads took."),
    .jobs: ("training_jobs_total", ["kind", "outcome"], "Jobs that have ended."),
    .jobSeconds: ("training_job_duration_seconds", ["kind"], "How long jobs ran."),
    .waitingJobs: ("training_jobs_waiting", ["kind"], "Jobs that wait."),
    .runningJobs: ("training_jobs_running", ["kind"], "Jobs that run."),
    .oldestWaitingJob: (
      "training_jobs_oldest_waiting_seconds", ["kind"],
      "How long the oldest waiting job has waited."
    ),
    .models: ("training_models", ["status"], "Models, deleted ones included."),
    .diskSize: ("training_disk_size_bytes", [], "Size of the data directory's file system."),
    .diskFree: ("training_disk_free_bytes", [], "Bytes that the file system has left."),
    .diskUsed: ("training_disk_used_bytes", [], "Bytes of all datasets and artefacts."),
    .diskReserved: (
      "training_disk_reserved_bytes", [], "Bytes reserved for datasets in transfer."
    ),
    .connections: ("training_connections_open", ["listener"], "Open connections."),
    .evictedConnections: (
      "training_connections_evicted_total", ["listener"],
      "Connections that made way for new ones at the limit."
    ),
    .refusedConnections: (
      "training_connections_refused_total", ["listener"],
      "Connections refused because all others were in use."
    ),
    .quotesGiven: ("training_quotes_given_total", ["work"], "Prices that were answered."),
    .quotesUsed: ("training_quotes_used_total", ["work"], "Prices at which paid work began."),
    .quotesRefused: (
      "training_quotes_refused_total", ["work"], "Paid calls without a price that holds."
    ),
  ]
}
