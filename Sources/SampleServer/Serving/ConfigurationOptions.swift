import ArgumentParser
import DaemonConfiguration
import Foundation

/// Files to check instead of serving.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Check the daemon's configuration, for example snetd.config.json, and don't serve.",
      discussion: """
        Prints a line for each finding, with the line to write, and exits with 1 if training \
        wouldn't work. The other options say where the server would listen.
        """),
    completion: .file(extensions: ["json"]))
  var checkConfig: String?

  @Option(
    help: "Check the metadata that the service is published with, and don't serve.",
    completion: .file(extensions: ["json"]))
  var checkMetadata: String?

  /// Whether there are files to check.
  var isWanted: Bool { checkConfig != nil || checkMetadata != nil }

  /// Prints the findings.
  ///
  /// - Parameter provider: where the server would listen.
  /// - Throws: `ExitCode` if there are errors; errors of the file system.
  func check(for provider: ProviderEndpoints) throws {
    let findings = try ConfigurationCheck(provider: provider).findings(
      configuration: checkConfig.map(URL.init(fileURLWithPath:)),
      metadata: checkMetadata.map(URL.init(fileURLWithPath:)))
    for finding in findings { print(finding) }
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}
