import ArgumentParser
import Foundation
import TrainingCodeGen
import TrainingManifest
import TrainingSchema

/// `target`: what the plugins run. It's of no use to people, who have `generate`.
struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target", abstract: "Generate the Swift of a target for SwiftPM's plugins.",
    shouldDisplay: false, subcommands: [Build.self, Write.self, Check.self])

  /// What a plugin wrote about a target.
  struct Description: ParsableArguments {
    @Argument(help: "The description of the target.")
    var file: String

    func target() throws -> TargetDescription {
      try JSONDecoder().decode(
        TargetDescription.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    }

    /// Generates from all protos, and prints what is found.
    ///
    /// - Throws: `ExitCode(1)` if there is an error.
    func generated() throws -> (sources: TargetSources, files: [String: [GeneratedFile]]) {
      let sources = try TargetSources(target())
      let generation = TargetGeneration(sources, generator: "")
      let result = try generation.run(for: Set(sources.target.protos.map(\.path)))
      let report = BuildReport(protos: generation.protos, settings: sources.settings.files.first)
      FileHandle.standardError.write(Data(report.text(result.findings).utf8))
      if result.findings.contains(where: \.isError) { throw ExitCode(1) }
      return (sources, result.files)
    }
  }

  /// Prints what is wrong in the settings as builds show it.
  static func reportingFaults(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let fault as SettingsFault {
      FileOutput.error("\(fault)")
      throw ExitCode(1)
    } catch let fault as SourceTreeFault {
      FileOutput.error("error: \(fault)")
      throw ExitCode(1)
    }
  }
}

extension TargetCommand {
  /// `target build`: what the build tool plugin runs.
  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Generate what has changed for a build.")

    @Option(help: "The folder for Swift files.")
    var output: String

    @OptionGroup var input: Description

    func run() throws {
      try TargetCommand.reportingFaults {
        let folder = URL(fileURLWithPath: output, isDirectory: true)
        let (report, isRefused) = try TargetBuild(input.target(), in: folder).run()
        FileHandle.standardError.write(Data(report.utf8))
        if isRefused { throw ExitCode(1) }
      }
    }
  }

  /// `target check`: diagnostics alone, or the manifest for people.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check the protos of a target.")

    @Flag(help: "Print the training methods.")
    var manifest = false

    @OptionGroup var input: Description

    func run() throws {
      try TargetCommand.reportingFaults {
        let files = try input.generated().files
        guard manifest else { return }
        let texts = files.sorted { $0.key < $1.key }.flatMap(\.value)
          .filter { $0.name.hasSuffix(".json") }
        let manifests = try texts.map { try Manifest(json: Data($0.content.utf8)) }
        print(ManifestTable(manifests), terminator: "")
      }
    }
  }
}
