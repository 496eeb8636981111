import Foundation

/// A file or folder that a model refers to.
package struct ModelFile: Hashable, Sendable {
  /// What the file is for.
  package enum Role: String, Sendable {
    case dataset, candidate, artefacts
  }

  package let role: Role

  /// The path below the data directory.
  package let path: String

  /// The name from the consumer; `nil` for artefacts.
  package let name: String?

  /// The size in bytes, as the registry knows it.
  package let byteCount: UInt64

  /// Whether it is there.
  package let isPresent: Bool
}

extension ModelOperations {
  /// The files that a model refers to.
  package func files(of model: StoredModel) async throws -> [ModelFile] {
    try await directory.files.run {
      let datasets: [(ModelFile.Role, StoredDataset?)] = [
        (.dataset, model.dataset), (.candidate, model.candidate),
      ]
      var files = datasets.compactMap { role, dataset in
        dataset.map { file(role, "datasets/\($0.file)", $0.name, $0.byteCount) }
      }
      if let artefacts = model.artefacts {
        files.append(file(.artefacts, "artefacts/\(artefacts)", nil, model.artefactBytes))
      }
      return files
    }
  }

  private func file(
    _ role: ModelFile.Role, _ path: String, _ name: String?, _ byteCount: UInt64
  ) -> ModelFile {
    let isPresent = FileManager.default.fileExists(
      atPath: directory.root.appendingPathComponent(path).path)
    return ModelFile(
      role: role, path: path, name: name, byteCount: byteCount, isPresent: isPresent)
  }
}
