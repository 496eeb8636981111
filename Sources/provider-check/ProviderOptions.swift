import ArgumentParser
import Foundation
import ProviderChecks
import TrainingManifest

/// The provider, and what it is for.
struct ProviderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The daemon's model_maintenance_endpoint: where training.Model is served.",
      discussion: "For example http://127.0.0.1:5002.", valueName: "url"))
  var maintenance: Endpoint?

  @Option(
    help: ArgumentHelp(
      "The daemon's service_endpoint: where the service itself is served.", valueName: "url"))
  var service: Endpoint?

  @Option(help: "The service_id, for the daemon's heartbeat of type grpc.")
  var serviceID: String?

  @Option(
    help: "The service's manifest, for example service.training.json.",
    completion: .file(extensions: ["json"]))
  var manifest: String?

  @Option(help: "The method, for example stt. Required if the manifest has several.")
  var method: String?

  @Option(help: "An archive that the provider accepts.", completion: .file())
  var dataset: String?

  @Option(help: "An archive that the provider has to refuse.", completion: .file())
  var bad: String?

  @Option(
    help: "A proto of the service. Can be repeated.", completion: .file(extensions: ["proto"]))
  var proto: [String] = []

  /// Whether there is everything that a check needs.
  var isComplete: Bool { maintenance != nil && manifest != nil && dataset != nil }

  /// Reads the files.
  ///
  /// - Throws: ``SubjectError`` or an error of the file system if a file can't be used;
  ///   `ValidationError` if the manifest has several methods.
  func subject() async throws -> Subject {
    guard let maintenance, let manifest, let dataset else { throw CleanExit.helpRequest() }
    var subject = Subject(
      maintenance: maintenance, method: try chosenMethod(manifest),
      good: try Dataset(URL(fileURLWithPath: dataset)))
    try await subject.requireGoodDataset(at: dataset)
    subject.service = service
    subject.serviceID = serviceID
    subject.bad = try bad.map { try Dataset(URL(fileURLWithPath: $0)) }
    for path in proto { subject.protos[path] = try String(contentsOfFile: path, encoding: .utf8) }
    return subject
  }

  private func chosenMethod(_ manifest: String) throws -> TrainingMethod {
    let methods = try Manifest(json: Data(contentsOf: URL(fileURLWithPath: manifest))).methods
    let chosen = methods.filter { [$0.methodName, $0.fullName].contains(method ?? $0.fullName) }
    guard let only = chosen.first, chosen.count == 1 else {
      let names = methods.map(\.fullName).joined(separator: ", ")
      throw SubjectError("choose one method with --method; the manifest contains \(names)")
    }
    return only
  }
}
