import ArgumentParser
import Foundation
import ProviderChecks
import TrainingManifest

/// The program `provider-check`.
@main
struct ProviderCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider-check",
    abstract: "Holds a provider of training.Model, in any language, against the daemon as it is.",
    discussion: """
      Makes the calls of the marketplace's daemon with its habits, and reports each check as \
      passed, failed or not applicable: with the reason, who breaks in production, and the remedy.

      Run it against a provider without customers. It creates about 130 models, uploads the \
      dataset dozens of times, and trains one model with it, or up to six if the provider trains \
      what it has to refuse. So choose a small dataset. --no-training leaves out all checks that \
      train or that might. At the end of each check, its models are deleted.

      A check that needs something that you don't give isn't applicable: the service's own address \
      (--service), a bad dataset (--bad), the service_id (--service-id) or the protos (--proto).

      The exit status is 0 if no check failed, 1 if one did, 2 if the checks can't run, and 64 if \
      an argument is wrong.
      """,
    version: ToolchainVersion.current)

  @OptionGroup(title: "The provider") var provider: ProviderOptions
  @OptionGroup(title: "The checks") var checks: CheckOptions

  @Option(help: "The form of the report: text, json or junit.")
  var format = ReportFormat.text

  @Option(
    help: "The file for the report. The standard output then has the text.", completion: .file())
  var output: String?

  func validate() throws {
    guard checks.list || provider.isComplete else {
      throw ValidationError("--maintenance, --manifest and --dataset are required")
    }
  }

  func run() async throws {
    do {
      let selection = checks.selection
      if checks.list { return write(TextReport.list(try selection.checks())) }
      OpenFiles.raiseLimit()
      let subject = try await subject()
      let results = try await CheckRun(of: subject, selection).results { result in
        if showsText { write(TextReport.entry(result)) }
      }
      try show(results, of: subject)
      if ResultCounts(results).failed > 0 { throw ExitCode(1) }
    } catch let code as ExitCode {
      throw code
    } catch {
      FileHandle.standardError.write(Data("provider-check: \(error)\n".utf8))
      throw ExitCode(2)
    }
  }

  /// Whether each result is shown as soon as it is there.
  private var showsText: Bool { format == .text || output != nil }

  private func subject() async throws -> Subject {
    var subject = try await provider.subject()
    subject.linkHost = checks.linkHost
    subject.workTime = .seconds(Int(checks.workSeconds))
    subject.patience = .seconds(Int(checks.patience))
    subject.leakedConnections = Int(checks.connections)
    return subject
  }

  private func show(_ results: [CheckResult], of subject: Subject) throws {
    if showsText { write(TextReport.summary(results)) }
    let report = try format.report(results, of: subject)
    if let output {
      try Data(report.utf8).write(to: URL(fileURLWithPath: output))
    } else if !showsText {
      write(report)
    }
  }

  private func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
