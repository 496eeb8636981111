import Foundation
import TrainingDatasets

/// The directory in which a provider keeps everything: the only place where paths are made.
///
/// No part of a path comes from a client. A model's directory is named for its identifier, which
/// the provider chose, and a file for a random token, so that a new one never meets an old one.
///
/// ```
/// models.sqlite             the registry
/// registry                  the identity of the registry that the files belong to
/// lock                      held while a provider uses the directory
/// death                     how much work was in hand at a death, while that is put right
/// uploads/RUN-TOKEN         what is being received; emptied at start
/// datasets/MODEL/RUN-TOKEN  complete datasets
/// artefacts/MODEL/RUN-TOKEN/  what trainings made
/// trash/DATE/               what no model referred to; removed after days
/// ```
///
/// RUN differs at each start, so that this process can tell its own files from older ones.
/// Whatever touches files is asynchronous and done on threads for files.
struct DataDirectory: Sendable {
  let root: URL
  let files: WorkPool

  /// What datasets are inspected and read with.
  let inspection: InspectionLimits
  private let run = Self.token()

  init(root: URL, files: WorkPool, inspection: InspectionLimits = InspectionLimits()) {
    self.root = root
    self.files = files
    self.inspection = inspection
  }

  var registry: URL { root.appendingPathComponent("models.sqlite") }
  var lock: URL { root.appendingPathComponent("lock") }
  var death: URL { root.appendingPathComponent("death") }
  var identity: URL { root.appendingPathComponent("registry") }

  /// A name for a file of the model with the identifier `id` that does not exist yet.
  func newName(for id: String) -> String {
    "\(id)/\(run)-\(Self.token())"
  }

  /// A place for a file that is being received.
  func newUpload() -> URL {
    self[.uploads].appendingPathComponent("\(run)-\(Self.token())")
  }

  func dataset(_ name: String) -> URL {
    self[.datasets].appendingPathComponent(name)
  }

  func artefacts(_ name: String) -> URL {
    self[.artefacts].appendingPathComponent(name, isDirectory: true)
  }

  /// Whether this process made the file called `name`, the last part of its path.
  func isOfThisRun(_ name: String) -> Bool {
    name.hasPrefix("\(run)-")
  }

  subscript(area: Area) -> URL {
    root.appendingPathComponent(area.rawValue, isDirectory: true)
  }

  /// The folders of the directory.
  enum Area: String, CaseIterable {
    case uploads, datasets, artefacts, trash
  }

  private static func token() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

extension DataDirectory {
  /// Creates what is missing, readable for the provider's user only.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``, which names the
  ///   directory.
  func create() async throws {
    try await files.run {
      do {
        for directory in [root] + Area.allCases.map({ self[$0] }) {
          try Self.makeDirectory(directory)
          if directory != root { try Self.requireOwn(directory) }
        }
        guard access(root.path, R_OK | W_OK | X_OK) == 0 else { throw SystemError("access") }
      } catch let error as ProviderError {
        throw error
      } catch {
        throw ProviderError(
          .invalidConfiguration,
          "the data directory \(root.path) cannot be used (\(Self.reason(error))): give one that "
            + "the provider's user can write to", cause: error)
      }
    }
  }

  /// Makes the directory for what a training makes, empty.
  func createArtefacts(_ name: String) async throws {
    try await files.run {
      // Whoever removes the last file of a model removes its folder too, at any moment.
      for attempt in 1... {
        do {
          return try Self.makeDirectory(artefacts(name))
        } catch  where attempt == 100 {
          throw ProviderError.wrapping(error)
        } catch {
          continue
        }
      }
    }
  }

  /// Refuses work on the dataset at hand if its file is gone: nobody should pay for that.
  func requireDataset(of model: StoredModel) async throws {
    guard let stored = model.dataset else { return }
    let file = dataset(stored.file)
    guard try await files.run({ FileManager.default.fileExists(atPath: file.path) }) else {
      throw ProviderError(
        .datasetMissing,
        "the dataset of model \(model.id) is gone: send it again with upload_and_validate or "
          + "validate_model", modelID: model.id, status: model.status)
    }
  }

  /// Makes what a training made outlast a crash of the machine.
  ///
  /// - Returns: how many bytes it has.
  func synchronizeArtefacts(_ name: String) async throws -> UInt64 {
    try await files.run {
      do {
        let made = artefacts(name)
        let byteCount = try FileSynchronization.synchronizeTree(made)
        try FileSynchronization.synchronize(made.deletingLastPathComponent())
        try FileSynchronization.synchronize(self[.artefacts])
        return byteCount
      } catch {
        throw (error as? SystemError)?.providerError ?? ProviderError.wrapping(error)
      }
    }
  }

  /// Removes the files that a model referred to before a change and no longer does.
  func removeFiles(given up: ModelUpdate) async {
    let kept = Set(up.after.files(in: self))
    await remove(up.before.files(in: self).filter { !kept.contains($0) })
  }

  /// Removes a file or a folder of a model, and the model's own folder if that was the last in it.
  func remove(_ urls: [URL]) async {
    guard !urls.isEmpty else { return }
    // Not abandoned by a task that is cancelled: nobody else would remove them before a restart.
    await Task {
      try? await files.run {
        for url in urls {
          try? FileManager.default.removeItem(at: url)
          rmdir(url.deletingLastPathComponent().path)
        }
      }
    }.value
  }

  private static func makeDirectory(_ url: URL) throws {
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Refuses a link in place of a folder. What it leads to may be somebody else's, and sweeping
  /// would move that away; and files are moved between folders, which works within one file system
  /// only.
  private static func requireOwn(_ folder: URL) throws {
    guard !isLink(folder) else {
      throw ProviderError(
        .invalidConfiguration,
        "\(folder.path) is a link: move the whole data directory to where there is room")
    }
  }

  /// Whether a name is a symbolic link. Blocks.
  static func isLink(_ url: URL) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)) != nil
  }

  private static func reason(_ error: any Error) -> String {
    (error as? SystemError)?.reason
      ?? ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error)
      .map { String(cString: strerror(Int32(($0 as NSError).code))) } ?? "\(error)"
  }
}

extension StoredModel {
  /// Everything on the disk that the model refers to.
  fileprivate func files(in directory: DataDirectory) -> [URL] {
    [dataset, candidate].compactMap { $0.map { directory.dataset($0.file) } }
      + [artefacts].compactMap { $0.map(directory.artefacts) }
  }
}

extension DataDirectory {
  /// The dataset with its place on the disk.
  func dataset(_ stored: StoredDataset) -> TrainingDataset {
    TrainingDataset(
      file: dataset(stored.file), name: stored.name, byteCount: stored.byteCount,
      limits: inspection)
  }
}
