import ArgumentParser
import Fixture_guide
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Logging
import ServiceLifecycle
import TrainingManifest
import TrainingProvider
import UnixSignals

/// The program `sample-server`.
@main
struct SampleServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-server",
    abstract: "Serves the guide's ExampleService with models that its users train.",
    discussion: """
      A model is trained on an archive of clips. For each clip, the archive contains a .txt file \
      with the same name and the clip's transcript. Speech to text returns the transcript of the \
      most similar clip, by normalised compression distance.

      SIGINT and SIGTERM let open calls end. Trainings that they interrupt start again at the next \
      start.
      """,
    version: ToolchainVersion.current)

  @OptionGroup(title: "Listeners") var listeners: ListenerOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

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
    LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
    let directory = URL(fileURLWithPath: dataDirectory, isDirectory: true)
    let provider = try await ModelProvider(
      dataDirectory: directory.appendingPathComponent("models"),
      methods: Service_ExampleService.Training.methods, trainer: ClipTrainer(),
      prices: free ? .free : .quoted(), limits: limits.provider,
      fetcher: HTTPDatasetFetcher(policy: LinkPolicy(allowsPrivateAddresses: allowPrivateLinks)),
      acceptsNewRegistry: newRegistry, logger: logger("provider"))
    let speech = try await speech(with: provider, in: directory)
    let service = server(at: listeners.service, limits.transport, speech)
    let maintenance = server(at: listeners.maintenance, limits.maintenance, provider.service)
    try await serve([
      provider, ServerService(maintenance, name: listeners.maintenanceName),
      ServerService(service, name: listeners.serviceName),
      Endpoints(service: service, maintenance: maintenance, logger: logger("endpoints")),
    ])
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
    let libraries = ModelCache(
      of: provider, limits: ModelCacheLimits(maxBytes: 256 << 20), logger: logger("models"),
      cost: \.byteCount
    ) { artefacts in try ClipLibrary(in: artefacts.directory) }
    return Speech(
      provider: provider, defaultModel: defaultModel, libraries: libraries,
      workers: workers, logger: logger("speech"))
  }

  private func server(
    at address: SocketAddress, _ limits: TransportLimits, _ service: any RegistrableRPCService
  ) -> GRPCServer<HTTP2ServerTransport.Posix> {
    GRPCServer(
      transport: .http2NIOPosix(
        address: address, transportSecurity: .plaintext, config: .training(limits)),
      services: [service])
  }

  /// Runs until a signal arrives. If a service fails, the others are shut down gracefully.
  private func serve(_ services: [any Service]) async throws {
    let configured = services.map {
      ServiceGroupConfiguration.ServiceConfiguration(
        service: $0, failureTerminationBehavior: .gracefullyShutdownGroup,
        serviceName: "\(type(of: $0))")
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: configured, gracefulShutdownSignals: [.sigint, .sigterm],
        logger: logger("lifecycle")))
    do {
      try await group.run()
    } catch let error as ListenerError {
      throw ValidationError("\(error)")
    }
  }

  private func logger(_ part: String) -> Logger {
    var logger = Logger(label: "sample.\(part)")
    logger.logLevel = logLevel
    return logger
  }
}
