import ArgumentParser
import DaemonConfiguration
import Fixture_guide
import Foundation
import Logging
import SpeechRecognition
import TrainingManifest
import TrainingProvider

/// The program `sample-server`.
@main
struct SampleServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-server",
    abstract: "Serves the guide's ExampleService with models that its users train.",
    discussion: """
      A model is trained on an archive of clips. For each clip, the archive contains a .txt file \
      with the same name and the clip's transcript. Speech to text recognises the phrases of the \
      clips, in any voice, and returns an empty transcript for all others. A clip can be an mp3 \
      file; wav, flac and ogg are read as well.

      SIGINT and SIGTERM let open calls end. Trainings that they interrupt start again at the next \
      start.
      """,
    version: ToolchainVersion.current)

  @OptionGroup(title: "Listeners") var listeners: ListenerOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Several servers") var cluster: ClusterOptions
  @OptionGroup(title: "Operators") var operations: OperationsOptions
  @OptionGroup(title: "Checks") var configuration: ConfigurationOptions

  @Option(help: "The directory for models.", completion: .directory)
  var dataDirectory = "sample-data"

  @Option(help: "An archive with the clips of the default model.", completion: .file())
  var defaultClips: String?

  @Flag(help: "Charge nothing: every price is 0, and no price has to be asked for.")
  var free = false

  @Flag(
    help: ArgumentHelp(
      "Start with a new registry if the old one is lost.",
      discussion: "The files of old models are moved to the data directory's trash for a week."))
  var newRegistry = false

  @Flag(help: "Accept training_data_links to this machine and to private networks.")
  var allowPrivateLinks = false

  @Option(help: "The lowest level of messages to log.")
  var logLevel = Logger.Level.info

  func run() async throws {
    if configuration.isWanted { return try configuration.check(for: endpoints) }
    LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
    let metrics = operations.bootstrapMetrics()
    let directory = URL(fileURLWithPath: dataDirectory, isDirectory: true)
    let shared = try await cluster.stores()
    let provider = try await ModelProvider(
      dataDirectory: directory.appendingPathComponent("models"),
      methods: Service_ExampleService.Training.methods, trainer: ClipTrainer(),
      prices: free ? .free : .quoted(), limits: limits.provider,
      fetcher: HTTPDatasetFetcher(policy: LinkPolicy(allowsPrivateAddresses: allowPrivateLinks)),
      registry: shared.registry, claims: shared.claims, blobs: shared.blobs,
      acceptsNewRegistry: newRegistry, datasetRetention: limits.datasetRetention,
      logger: logger("provider"))
    let speech = try await speech(with: provider, in: directory)
    let server = try await ProviderServer(
      provider: provider, services: [speech], service: listeners.service(limits.transport),
      maintenance: listeners.maintenance(limits.maintenance), serviceID: listeners.serviceID,
      descriptorSet: listeners.descriptors,
      background: operations.servers(for: provider, metrics, logger("operations")),
      logger: logger("server"))
    async let serving: Void = server.run()
    if let endpoints = await server.endpoints {
      try FileHandle.standardOutput.write(contentsOf: Data("\(endpoints)\n".utf8))
    }
    try await serving
  }

  /// Where the servers listen, for the check of the daemon's configuration.
  private var endpoints: ProviderEndpoints {
    ProviderEndpoints(
      service: .init(host: listeners.host, port: Int(listeners.port)),
      maintenance: .init(host: listeners.maintenanceHost, port: Int(listeners.maintenancePort)),
      maxMessageBytes: limits.maintenance.maxMessageBytes)
  }

  private func speech(with provider: ModelProvider, in directory: URL) async throws -> Speech {
    let workers = WorkPool(
      "speech", threads: ProcessInfo.processInfo.activeProcessorCount,
      maxWaiting: Int(limits.maxWaitingCalls), priority: .computing)
    let defaultModel = try await workers.run {
      try defaultClips.map {
        try DefaultModel.train(
          on: URL(fileURLWithPath: $0), in: directory.appendingPathComponent("default"))
      }
    }
    let recognisers = ModelCache(
      of: provider, limits: ModelCacheLimits(maxBytes: 256 << 20), logger: logger("models"),
      cost: \.byteCount
    ) { artefacts in try ClipRecogniser.open(in: artefacts.directory) }
    return Speech(
      provider: provider, defaultModel: defaultModel, recognisers: recognisers,
      workers: workers, logger: logger("speech"))
  }

  private func logger(_ part: String) -> Logger {
    var logger = Logger(label: "sample.\(part)")
    logger.logLevel = logLevel
    return logger
  }
}
