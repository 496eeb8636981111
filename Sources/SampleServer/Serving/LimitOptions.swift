import ArgumentParser
import TrainingProvider

/// Limits for callers, in addition to the options in the proto.
struct LimitOptions: ParsableArguments {
  @Option(help: "The largest dataset in MiB, unless the proto sets a lower limit.")
  var maxDatasetMb: UInt32 = 1024

  @Option(help: "The largest request message in MiB.")
  var maxMessageMb: UInt16 = 8

  @Option(help: "How many uploads may be in progress at once.")
  var maxUploads: UInt16 = 64

  @Option(help: "How many seconds an upload may be silent.")
  var uploadIdleSeconds: UInt16 = 60

  @Option(help: "How many connections may be open on each listener.")
  var maxConnections: UInt16 = 512

  @Option(help: "How many models are trained at once.")
  var concurrentTrainings: UInt16 = 1

  @Option(
    help: "How many seconds a job that may have crashed the server runs alone.")
  var suspicionSeconds: UInt16 = 600

  @Option(
    help: ArgumentHelp(
      "How many calls of stt and basic_stt may wait. Further ones end with UNAVAILABLE.",
      discussion: "As many calls as the machine has cores run at once."))
  var maxWaitingCalls: UInt16 = 64

  @Option(help: "How many MiB of the disk uploads and trainings must leave free.")
  var minFreeMb: UInt32 = 256

  @Option(
    help: ArgumentHelp(
      "After how many days the datasets of trained models are removed.",
      discussion: "By default they are kept as long as the models."))
  var keepDatasetsDays: UInt16?

  func validate() throws {
    let counts = [
      UInt32(maxMessageMb), UInt32(maxUploads), UInt32(uploadIdleSeconds), UInt32(maxConnections),
      UInt32(concurrentTrainings), UInt32(suspicionSeconds), maxDatasetMb,
    ]
    guard !counts.contains(0) else { throw ValidationError("every limit has to be 1 or more") }
  }

  /// How long the datasets of trained models are kept.
  var datasetRetention: Duration? {
    keepDatasetsDays.map { .seconds(Int($0) * 24 * 60 * 60) }
  }

  var provider: ProviderLimits {
    var limits = ProviderLimits()
    limits.upload.maxDatasetBytes = UInt64(maxDatasetMb) << 20
    limits.upload.maxBatchBytes = UInt64(maxMessageMb) << 20
    limits.upload.maxConcurrent = Int(maxUploads)
    limits.upload.transfer.idleTimeout = .seconds(Int(uploadIdleSeconds))
    limits.jobs.concurrentTrainings = Int(concurrentTrainings)
    limits.jobs.suspicionTime = .seconds(Int(suspicionSeconds))
    limits.storage.minFreeBytes = UInt64(minFreeMb) << 20
    return limits
  }

  /// The limits for the service's listener.
  var transport: TransportLimits { limited(TransportLimits()) }

  /// The limits for the daemon's listener.
  var maintenance: TransportLimits { limited(.maintenance) }

  private func limited(_ limits: TransportLimits) -> TransportLimits {
    var limits = limits
    limits.maxMessageBytes = Int(maxMessageMb) << 20
    limits.maxConnections = Int(maxConnections)
    return limits
  }
}
