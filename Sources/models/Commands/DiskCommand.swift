import ArgumentParser
import TrainingProtos
import TrainingProvider
import TrainingRuntime

struct DiskCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "disk", abstract: "Show how much of the disk is taken up, and by what.",
    discussion: "Reads the sizes of all files, which takes a while if there are very many.")

  @OptionGroup var options: OperatorOptions

  func answer() async throws -> any Answer {
    let operations = try await operations()
    let disk = try await operations.diskUsage()
    return DiskReport(disk, try await operations.counts())
  }
}

/// The answer of `disk`.
private struct DiskReport: Answer {
  struct Files: Encodable {
    let files: Int
    let bytes: UInt64

    init(_ files: FilesOnDisk) {
      self.files = files.count
      bytes = files.bytes
    }
  }

  let datasets: Files
  let artefacts: Files
  let checkpoints: Files
  let uploads: Files
  let trash: Files
  let registry: Files
  let freeBytes: UInt64

  /// The number of models of each status.
  let models: [String: Int]

  init(_ disk: DiskUsage, _ counts: [Training_Status: Int]) {
    datasets = Files(disk.datasets)
    artefacts = Files(disk.artefacts)
    checkpoints = Files(disk.checkpoints)
    uploads = Files(disk.uploads)
    trash = Files(disk.trash)
    registry = Files(disk.registry)
    freeBytes = disk.freeBytes
    // Strategies for keys don't change those of dictionaries.
    models = Dictionary(uniqueKeysWithValues: counts.map { ($0.protoName, $1) })
  }

  var text: String {
    let categories = [
      ("datasets", datasets), ("artefacts", artefacts), ("checkpoints", checkpoints),
      ("uploads", uploads), ("trash", trash),
      ("registry", registry),
    ]
    let rows = categories.map { [$0, Quantity.bytes($1.bytes), "\($1.files) files"] }
    let counts = Training_Status.allCases.compactMap { status in
      models[status.protoName].flatMap { $0 > 0 ? "\($0) \(status.protoName)" : nil }
    }
    return Table(rows: rows + [["free", Quantity.bytes(freeBytes)]]).text
      + "\n\nmodels: " + (counts.isEmpty ? "none" : counts.joined(separator: ", "))
  }
}
