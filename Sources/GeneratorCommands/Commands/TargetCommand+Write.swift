import ArgumentParser
import Foundation
import TrainingSchema

extension TargetCommand {
  /// `target write`: what the command plugin runs.
  struct Write: ParsableCommand {
    /// What is done with the files.
    enum Action: String, EnumerableFlag {
      case check, list, dryRun, clean
    }

    static let configuration = CommandConfiguration(
      abstract: "Keep generated files in the target's folder.")

    @Option(help: "The folder for generated files.")
    var output: String

    @Flag(exclusivity: .exclusive) var action: Action?

    @Flag(help: "Name every file.")
    var verbose = false

    @OptionGroup var input: Description

    func run() throws {
      try TargetCommand.reportingFaults {
        let target = try input.target()
        let tree = SourceTree(
          target, in: URL(fileURLWithPath: output, isDirectory: true).standardizedFileURL)
        if action == .clean { return try clean(tree) }
        let (sources, generated) = try input.generated()
        let naming = GeneratorOptions.FileNaming(rawValue: sources.settings.fileNaming)
        let files = try tree.files(generated, naming: naming ?? .fullPath)
        switch action {
        case .list: list(files)
        case .check: try check(files, target)
        case .dryRun: for file in files { show(file, ["would write", "would remove"]) }
        case .clean, nil: try write(files, target)
        }
      }
    }

    private func write(_ files: [SourceTree.File], _ target: TargetDescription) throws {
      for file in files {
        try SourceTree.apply(file)
        if verbose { show(file, ["wrote", "removed"]) }
      }
      let removed = files.count { $0.state == .left }
      let current = files.count { $0.state == .current }
      print(
        "\(target.module): \(files.count - removed - current) written, \(removed) removed, "
          + "\(current) unchanged in \(output)")
    }

    private func clean(_ tree: SourceTree) throws {
      for path in tree.existing {
        try SourceTree.apply(.init(path: path, proto: nil, state: .left))
        if verbose { print("removed \(path)") }
      }
    }

    private func list(_ files: [SourceTree.File]) {
      for file in files {
        if let proto = file.proto { print("\(proto) → \(file.path)") }
      }
    }

    private func check(_ files: [SourceTree.File], _ target: TargetDescription) throws {
      let stale = files.filter { $0.state != .current }
      for file in stale { show(file, ["out of date:", "left from a removed proto:"]) }
      guard !stale.isEmpty else { return }
      FileOutput.error(
        "error: generated files of \(target.module) aren't those of its protos; run swift package "
          + "generate-swift-training, and commit what it changes")
      throw ExitCode(1)
    }

    private func show(_ file: SourceTree.File, _ words: [String]) {
      switch file.state {
      case .current: if verbose { print("unchanged \(file.path)") }
      case .stale: print("\(words[0]) \(file.path)")
      case .left: print("\(words[1]) \(file.path)")
      }
    }
  }
}
