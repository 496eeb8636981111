import Foundation

/// The directory in which a provider keeps everything: the only place where paths are made.
///
/// No part of a path comes from a client. A model's directory is named for its identifier, which
/// the provider chose, and a file for a random token, so that a new one never meets an old one.
///
/// ```
/// models.sqlite           the registry
/// lock                    held while a provider uses the directory
/// uploads/TOKEN           what is being received; emptied at start
/// datasets/MODEL/TOKEN    complete datasets
/// artefacts/MODEL/TOKEN/  what trainings made
/// ```
struct DataDirectory: Sendable {
  let root: URL

  var registry: URL { root.appendingPathComponent("models.sqlite") }
  var lock: URL { root.appendingPathComponent("lock") }
  private var uploads: URL { root.appendingPathComponent("uploads", isDirectory: true) }
  private var datasets: URL { root.appendingPathComponent("datasets", isDirectory: true) }
  private var artefacts: URL { root.appendingPathComponent("artefacts", isDirectory: true) }

  /// Creates what is missing, readable for the provider's user only.
  func create() throws {
    for directory in [root, uploads, datasets, artefacts] {
      try FileManager.default.createDirectory(
        at: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
  }

  /// A name for a file of the model with the identifier `id` that does not exist yet.
  func newName(for id: String) -> String {
    "\(id)/\(Self.token())"
  }

  /// A place for a file that is being received.
  func newUpload() -> URL {
    uploads.appendingPathComponent(Self.token())
  }

  func dataset(_ name: String) -> URL {
    datasets.appendingPathComponent(name)
  }

  func artefacts(_ name: String) -> URL {
    artefacts.appendingPathComponent(name, isDirectory: true)
  }

  private static func token() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

extension DataDirectory {
  /// Makes the directory for what a training makes, empty.
  func createArtefacts(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: artefacts(name), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  /// Removes a dataset, and the model's directory if it was the last one in it.
  func removeDataset(_ name: String) {
    remove(dataset(name))
  }

  /// Removes what a training made, and the model's directory if it was the last one in it.
  func removeArtefacts(_ name: String) {
    remove(artefacts(name))
  }

  /// Removes what a model refers to.
  func removeFiles(of model: StoredModel) {
    if let dataset = model.dataset { removeDataset(dataset.file) }
    if let artefacts = model.artefacts { removeArtefacts(artefacts) }
  }

  /// Removes what no model refers to: what a process left behind that died.
  func sweep(keeping models: [StoredModel]) {
    sweep(uploads, keeping: [])
    sweep(datasets, keeping: Set(models.compactMap { $0.dataset?.file }))
    sweep(artefacts, keeping: Set(models.compactMap(\.artefacts)))
  }

  private func sweep(_ directory: URL, keeping names: Set<String>) {
    for outer in children(of: directory) {
      let parent = directory.appendingPathComponent(outer)
      let kept = names.filter { $0.hasPrefix(outer + "/") }
      guard !kept.isEmpty else {
        try? FileManager.default.removeItem(at: parent)
        continue
      }
      for inner in children(of: parent) where !kept.contains("\(outer)/\(inner)") {
        try? FileManager.default.removeItem(at: parent.appendingPathComponent(inner))
      }
    }
  }

  private func children(of directory: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
  }

  private func remove(_ url: URL) {
    try? FileManager.default.removeItem(at: url)
    rmdir(url.deletingLastPathComponent().path)
  }
}
