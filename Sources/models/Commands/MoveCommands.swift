#if Cluster
  import ArgumentParser
  import Foundation
  import ProviderCluster
  import TrainingProtos
  import TrainingProvider
  import TrainingRuntime

  struct ExportCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write all models with their histories and files into an archive.",
      discussion: """
        No provider may run, and none can start meanwhile. If the export is interrupted, run it again \
        with the same folder, and it goes on. On the file system of the datasets and artefacts, the \
        archive consists of hard links to them and takes up little space.

        Run again on a whole archive, the command compares it with the registry.
        """)

    @OptionGroup var options: OperatorOptions

    @Argument(
      help: "A folder that doesn't exist, is empty, or has a part of the same archive.",
      completion: .directory)
    var folder: String

    func answer() async throws -> any Answer {
      let target = URL(fileURLWithPath: folder, isDirectory: true)
      let export =
        if let (registry, store, _) = try await options.cluster.open() {
          ArchiveExport(of: EtcdRegistrySource(registry), store, to: target)
        } else {
          try await ArchiveExport(
            of: SQLiteRegistrySource(dataDirectory: options.directory),
            FolderBlobStore(root: options.directory), to: target)
        }
      return MoveReport(folder: target.path, archive: try await export.run(), verb: "are in")
    }
  }

  struct ImportCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Fill an empty registry with the models in an archive.",
      discussion: """
        No provider can use the registry before everything was stored and compared with the archive. \
        If the import is interrupted, run it again, and it goes on. The archive isn't changed.

        Run again after a complete import, the command compares the registry with the archive.
        """)

    @OptionGroup var options: OperatorOptions
    @Argument(help: "The folder with the archive.", completion: .directory) var folder: String

    func answer() async throws -> any Answer {
      let source = URL(fileURLWithPath: folder, isDirectory: true)
      if let (registry, store, _) = try await options.cluster.open() {
        let archive = try await ArchiveImport(of: source, to: EtcdRegistryTarget(registry), store)
          .run()
        return MoveReport(folder: source.path, archive: archive, verb: "are in etcd as in")
      }
      // Artefacts appear under their names when they are complete.
      let target = try await SQLiteRegistryTarget(dataDirectory: options.directory)
      let archive = try await ArchiveImport(
        of: source, to: target, SharedFolderStore(root: options.directory)
      ).run()
      return MoveReport(
        folder: source.path, archive: archive, verb: "are in \(options.directory.path) as in")
    }
  }

  /// The answer of `export` and `import`.
  private struct MoveReport: Answer {
    struct Files: Encodable {
      let count: Int
      let bytes: UInt64

      var text: String { "\(count), \(Quantity.bytes(bytes))" }
    }

    let folder: String
    let registry: String
    let models: [String: Int]
    let transitions: Int
    let operatorChanges: Int
    let datasets: Files
    let artefacts: Files
    let checkpoints: Files
    let missing: [String]

    private let verb: String

    private enum CodingKeys: CodingKey {
      case folder, registry, models, transitions, operatorChanges, datasets, artefacts, checkpoints
      case missing
    }

    init(folder: String, archive: ArchiveManifest, verb: String) {
      self.folder = folder
      self.verb = verb
      registry = archive.registry
      models = archive.counts.models
      transitions = archive.counts.transitions
      operatorChanges = archive.counts.operatorChanges
      let files = archive.files
      datasets = Files(count: files.datasets, bytes: files.datasetBytes)
      artefacts = Files(count: files.artefacts, bytes: files.artefactBytes)
      checkpoints = Files(count: files.checkpoints, bytes: files.checkpointBytes)
      missing = files.missing
    }

    var text: String {
      let statuses = Training_Status.allCases.map(\.protoName).filter { models[$0] != nil }
      let rows =
        statuses.map { ["  \($0)", "\(models[$0, default: 0])"] } + [
          ["entries of histories", "\(transitions)"], ["changes by hand", "\(operatorChanges)"],
          ["datasets", datasets.text], ["artefacts", artefacts.text],
          ["checkpoints", checkpoints.text],
        ]
      let sum = "\(models.values.reduce(0, +)) models \(verb) \(folder)\n" + Table(rows: rows).text
      guard !missing.isEmpty else { return sum }
      let paths = missing.map { "  \(Wording.foreign($0))" }
      return sum + "\n\(paths.count) files were missing already:\n" + paths.joined(separator: "\n")
    }
  }
#endif
