import TrainingManifest

/// A manifest as a table for people, one line for each training method.
struct ManifestTable: CustomStringConvertible {
  private static let titles = ["method", "model field", "default model", "archives", "files", "MB"]

  private let rows: [[String]]

  init(_ manifests: [Manifest]) {
    rows = manifests.flatMap(\.methods).map { method in
      let options = method.options
      return [
        method.fullName, method.modelFields.map(\.name).joined(separator: ", "),
        options.defaultModelID ?? "", options.datasetType ?? "", options.datasetFilesType ?? "",
        options.datasetMaxSizeMB.map { "\($0)" } ?? "",
      ]
    }
  }

  var description: String {
    guard !rows.isEmpty else {
      return "There are no training methods: no request has a field of type training.ModelID.\n"
    }
    let table = [Self.titles] + rows
    let widths = Self.titles.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      let cells = zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - text.count)
      }
      let line = cells.joined(separator: "  ")
      return line.prefix(line.count - line.reversed().prefix { $0 == " " }.count) + "\n"
    }.joined()
  }
}
