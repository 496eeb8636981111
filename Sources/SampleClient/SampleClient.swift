import ArgumentParser
import Fixture_guide
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
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
      transcript of half a clip, and deletes the model. It calls training.Model itself, which only \
      the daemon does in the marketplace.
      """,
    version: ToolchainVersion.current)

  @Option(help: "The port of ExampleService on this machine.")
  var port = 5001

  @Option(help: "The port of training.Model on this machine.")
  var maintenancePort = 5002

  @Option(help: "The kind of archive to upload.")
  var archive = DatasetArchive.zip

  @Argument(help: "The folder with the clips and transcripts to train on.", completion: .directory)
  var clips: String

  @Argument(help: "The clip whose second half is sent for transcription.", completion: .file())
  var clip: String

  func validate() throws {
    for path in [clips, clip] where !FileManager.default.fileExists(atPath: path) {
      throw ValidationError("\(path) does not exist")
    }
  }

  func run() async throws {
    let folder = URL(fileURLWithPath: clips)
    let dataset = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(folder.lastPathComponent).\(archive.rawValue)")
    defer { try? FileManager.default.removeItem(at: dataset) }
    try archive.pack(folder, into: dataset)
    let file = URL(fileURLWithPath: clip)
    let speech = try Data(contentsOf: file)
    try await Self.withConsumer(port: port, maintenancePort: maintenancePort) { consumer in
      try await TrainingCycle(
        consumer: consumer, dataset: dataset, clip: speech.suffix(speech.count / 2),
        clipName: file.lastPathComponent,
        report: Self.show
      ).run()
    }
  }

  private static func show(_ step: String, _ answer: String) {
    print("  \(step.padding(toLength: 36, withPad: " ", startingAt: 0)) \(answer)")
  }
}

extension SampleClientCommand {
  typealias Transport = HTTP2ClientTransport.Posix

  /// Connects to both listeners for as long as `body` runs.
  static func withConsumer<T: Sendable>(
    port: Int, maintenancePort: Int, _ body: (Consumer<Transport>) async throws -> T
  ) async throws -> T {
    try await withGRPCClient(transport: transport(to: port)) { service in
      try await withGRPCClient(transport: transport(to: maintenancePort)) { maintenance in
        try await body(
          Consumer(service: .init(wrapping: service), models: .init(wrapping: maintenance)))
      }
    }
  }

  private static func transport(to port: Int) throws -> Transport {
    try .http2NIOPosix(
      target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
  }
}

extension DatasetArchive: ExpressibleByArgument {}
