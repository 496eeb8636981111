import SwiftSource
import TrainingManifest

/// Training options as a Swift expression: those that are given.
struct OptionsEmitter: StyledEmitter {
  let options: TrainingOptions
  let style: FileStyle

  var source: SwiftSource {
    guard !options.isEmpty else { return ".init()" }
    return """
      .init(
        \(SwiftSource.commaSeparatedLines(given))
      )
      """
  }

  private var given: [SwiftSource] {
    [
      argument("defaultModelID", options.defaultModelID),
      argument("maxModelsPerUser", options.maxModelsPerUser),
      argument("datasetMaxSizeMB", options.datasetMaxSizeMB),
      argument("datasetMaxCountFiles", options.datasetMaxCountFiles),
      argument("datasetMaxSizeSingleFileMB", options.datasetMaxSizeSingleFileMB),
      argument("datasetFilesType", options.datasetFilesType),
      argument("datasetType", options.datasetType),
      argument("datasetDescription", options.datasetDescription),
    ].filter { !$0.isEmpty }
  }

  private func argument(_ label: String, _ value: String?) -> SwiftSource {
    value.map { "\(name: label): \(literal: $0)" } ?? .empty
  }

  private func argument(_ label: String, _ value: UInt64?) -> SwiftSource {
    value.map { "\(name: label): \(literal: $0)" } ?? .empty
  }
}
