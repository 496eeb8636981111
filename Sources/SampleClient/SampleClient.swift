import ArgumentParser
import Fixture_guide
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Synchronization
import TrainingManifest
import TrainingRuntime

/// The program `sample-client`.
@main
struct SampleClientCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-client",
    abstract: "Takes a model of the sample server through a whole training cycle.",
    discussion: """
      The program packs a folder of clips and transcripts, trains a model on it, asks for the \
      transcript of another clip, and deletes the model. It calls training.Model itself, which \
      only the daemon does in the marketplace.

      If you interrupt it, it prints how to go on with the same model. An upload begins again; \
      trainings go on meanwhile. It goes on by itself if the server is one of several and another \
      one answers.
      """,
    version: ToolchainVersion.current)

  @Option(
    help: ArgumentHelp(
      "The port of ExampleService on this machine.",
      discussion: "Repeat both ports for servers that share their models. The first one is asked."))
  var port = [5001]

  @Option(help: "The port of training.Model on this machine.")
  var maintenancePort = [5002]

  @Option(help: "The kind of archive to upload.")
  var archive = DatasetArchive.zip

  @Option(help: "Go on with a model, after an interruption or a refused dataset.")
  var model: String?

  @Flag(help: "Keep the model instead of deleting it.")
  var keep = false

  @Argument(help: "The folder with the clips and transcripts to train on.", completion: .directory)
  var clips: String

  @Argument(help: "The clip to transcribe.", completion: .file())
  var clip: String

  func validate() throws {
    for path in [clips, clip] where !FileManager.default.fileExists(atPath: path) {
      throw ValidationError("\(path) does not exist")
    }
    guard port.count == maintenancePort.count else {
      throw ValidationError("each --port needs a --maintenance-port")
    }
  }

  func run() async throws {
    let began = Mutex(model)
    do {
      try await Interruption.cancels {
        try await cycle { id in began.withLock { $0 = id } }
      }
    } catch let refused as RefusedDataset {
      Self.show("train_model is refused", refused.reason)
      throw ExitCode(1)
    } catch is CancellationError {
      Self.explain(began.withLock(\.self))
      throw ExitCode(130)
    }
  }

  private func cycle(begun: @escaping (String) -> Void) async throws {
    let folder = URL(fileURLWithPath: clips)
    let dataset = FileManager.default.temporaryDirectory
      .appendingPathComponent(
        "\(UUID().uuidString)/\(folder.lastPathComponent).\(archive.rawValue)")
    let place = dataset.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    try archive.pack(folder, into: dataset)
    let file = URL(fileURLWithPath: clip)
    let speech = try Data(contentsOf: file)
    var model = model
    for (number, ports) in zip(port, maintenancePort).enumerated() {
      do {
        return try await Self.withConsumer(
          port: ports.0, maintenancePort: ports.1, waits: port.count == 1
        ) { consumer in
          try await TrainingCycle(
            consumer: consumer, dataset: dataset, clip: speech, clipName: file.lastPathComponent,
            model: model, keepsModel: keep, line: StatusLine(), report: Self.show
          ) { id in
            model = id
            begun(id)
          }.run()
        }
      } catch let error as RPCError where error.code == .unavailable && number + 1 < port.count {
        Self.show("server \(number + 1)", "doesn't answer; server \(number + 2) is asked")
      }
    }
  }

  private static func show(_ step: String, _ answer: String) {
    // Unlike print, this isn't held back if the output isn't a terminal.
    let line = "  \(step.padding(toLength: 36, withPad: " ", startingAt: 0)) \(answer)\n"
    try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
  }

  private static func explain(_ model: String?) {
    let advice = model.map { "to go on, add --model \($0)" } ?? "no model was made yet"
    try? FileHandle.standardError.write(contentsOf: Data("interrupted: \(advice)\n".utf8))
  }
}

extension SampleClientCommand {
  typealias Transport = HTTP2ClientTransport.Posix

  /// Connects to both listeners for as long as `body` runs.
  ///
  /// - Parameter waits: whether calls wait for a server that can't be reached.
  static func withConsumer<T: Sendable>(
    port: Int, maintenancePort: Int, waits: Bool = true,
    _ body: (Consumer<Transport>) async throws -> T
  ) async throws -> T {
    try await withGRPCClient(transport: transport(to: port, waits)) { service in
      try await withGRPCClient(transport: transport(to: maintenancePort, waits)) { maintenance in
        try await body(
          Consumer(service: .init(wrapping: service), models: .init(wrapping: maintenance)))
      }
    }
  }

  private static func transport(to port: Int, _ waits: Bool) throws -> Transport {
    let all = MethodConfig(names: [MethodConfig.Name(service: "")], waitForReady: waits)
    return try .http2NIOPosix(
      target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext,
      serviceConfig: ServiceConfig(methodConfig: [all]))
  }
}

extension DatasetArchive: ExpressibleByArgument {}
