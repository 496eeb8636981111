import Foundation
import TrainingDatasets

/// The directory in which a provider stores everything, except datasets and artefacts that are in another
/// ``BlobStore``.
///
/// No part of a path comes from a client. A model's directory is named after its identifier, which
/// the provider chose. Files have random names, so a new file never has the name of an old one.
///
/// ```text
/// models.sqlite               the registry
/// registry                    the identity of the registry that the files belong to
/// lock                        locked while a provider uses the directory
/// crash                       how many jobs were running at a crash, during the recovery
/// uploads/RUN-TOKEN           files that are being received; removed at start
/// datasets/MODEL/RUN-TOKEN    complete datasets
/// artefacts/MODEL/RUN-TOKEN/  results of trainings
/// checkpoints/MODEL/TRAINING/ what a training that was interrupted can continue from
/// saved-checkpoints/MODEL/RUN-TOKEN/ what others could continue it from; only in folders that are shared
/// trash/DATE/                 files that no model refers to; removed after a week by default
/// ```
///
/// RUN is different at each start, so that a process can distinguish its own files from older ones.
/// Methods that access files are asynchronous and run on threads for files.
struct DataDirectory: Sendable {
  let root: URL
  let files: WorkPool

  /// The limits for inspecting and reading datasets.
  let inspection: InspectionLimits

  /// Writes cached data of a file or a folder to disk.
  let synchronize: FileSynchronization.Synchronize

  /// The caches that are told whose artefacts are about to be removed.
  let artefactObservers = ArtefactObservers()

  /// The store for datasets and artefacts, if they aren't in this directory.
  private let otherBlobs: (any BlobStore)?

  private let run = Self.token()

  /// - Parameters:
  ///   - root: the directory.
  ///   - files: the threads that access files.
  ///   - inspection: the limits for inspecting and reading datasets.
  ///   - blobs: the store for datasets and artefacts; `nil` to keep them in the directory.
  ///   - synchronize: writes cached data to disk. Tests pass one that is slow or keeps a record.
  init(
    root: URL, files: WorkPool, inspection: InspectionLimits = InspectionLimits(),
    blobs: (any BlobStore)? = nil,
    synchronize: @escaping FileSynchronization.Synchronize = FileSynchronization.synchronize
  ) {
    self.root = root
    self.files = files
    self.inspection = inspection
    otherBlobs = blobs
    self.synchronize = synchronize
  }

  var registry: URL { root.appendingPathComponent("models.sqlite") }
  var lock: URL { root.appendingPathComponent("lock") }
  var crash: URL { root.appendingPathComponent("crash") }
  var identity: URL { root.appendingPathComponent("registry") }

  /// A new name for a file of the model with the identifier `id`.
  func newName(for id: String) -> String {
    "\(id)/\(run)-\(Self.token())"
  }

  /// A new path for a file that is being received.
  func newUpload() -> URL {
    self[.uploads].appendingPathComponent("\(run)-\(Self.token())")
  }

  /// The store for datasets and artefacts.
  var blobs: any BlobStore { otherBlobs ?? FolderBlobStore(self) }

  /// Whether the store isn't a part of the directory, so that other providers may use it as well.
  var hasOtherBlobs: Bool { otherBlobs != nil }

  /// The path of a blob in this directory.
  func url(of key: BlobKey) -> URL {
    self[key.area].appendingPathComponent(key.name, isDirectory: key.kind != .dataset)
  }

  /// Whether this process created the file whose last path component is `name`.
  func isOfThisRun(_ name: String) -> Bool {
    name.hasPrefix("\(run)-")
  }

  subscript(area: Area) -> URL {
    root.appendingPathComponent(area.rawValue, isDirectory: true)
  }

  /// The folders of the directory.
  enum Area: String, CaseIterable {
    case uploads, datasets, artefacts, checkpoints
    case savedCheckpoints = "saved-checkpoints"
    case trash
  }

  private static func token() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

extension DataDirectory {
  /// Creates the missing directories, accessible to the provider's user only.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``, which names the
  ///   directory.
  func create() async throws {
    try await files.run {
      do {
        for directory in [root] + Area.allCases.map({ self[$0] }) {
          try Self.makeDirectory(directory)
          if directory != root { try Self.requireOwn(directory, in: root) }
        }
        guard access(root.path, R_OK | W_OK | X_OK) == 0 else { throw SystemError("access") }
      } catch let error as ProviderError {
        throw error
      } catch {
        throw ProviderError(
          .invalidConfiguration,
          "the data directory \(root.path) cannot be used (\(Self.reason(error))): give one that "
            + "the provider's user can read and write", cause: error)
      }
    }
  }

  /// Creates a folder of a model.
  func createFolder(_ folder: URL) async throws {
    try await files.run {
      // Removing a model's last file also removes its folder, and can happen at any moment.
      for attempt in 1... {
        do {
          return try Self.makeDirectory(folder)
        } catch  where attempt == 100 {
          throw ProviderError.wrapping(error)
        } catch {
          continue
        }
      }
    }
  }

  /// Refuses work on a model's dataset if its file is missing, before the consumer pays for it.
  func requireDataset(of model: StoredModel) async throws {
    guard let stored = model.dataset else { return }
    guard try await blobs.contains(.dataset(stored.file)) else {
      throw ProviderError.datasetMissing(model)
    }
  }

  /// Writes the results of a training to disk, so that they survive a crash of the machine.
  ///
  /// - Returns: the total size in bytes.
  func synchronizeArtefacts(_ made: URL) async throws -> UInt64 {
    try await files.run {
      do {
        let byteCount = try FileSynchronization.synchronizeTree(made, by: synchronize)
        try synchronize(made.deletingLastPathComponent())
        try synchronize(self[.artefacts])
        return byteCount
      } catch {
        throw (error as? SystemError)?.providerError ?? ProviderError.wrapping(error)
      }
    }
  }

  /// Removes the files that a model referred to before an update and no longer refers to.
  func removeFiles(given up: ModelUpdate) async {
    if let given = up.before.artefacts, given != up.after.artefacts {
      artefactObservers.notify(modelID: up.after.id, version: up.after.artefacts)
    }
    let kept = Set(up.after.blobs)
    await blobs.delete(up.before.blobs.filter { !kept.contains($0) })
    if up.before.checkpoints != up.after.checkpoints { await removeCheckpoints(of: up.before) }
  }

  /// Removes files or folders of a model, and the model's own folder if it is empty then.
  func remove(_ urls: [URL]) async {
    guard !urls.isEmpty else { return }
    // In a separate task: if a cancelled task left the files, they would stay until the next start.
    await Task {
      try? await files.run {
        for url in urls {
          try? FileManager.default.removeItem(at: url)
          rmdir(url.deletingLastPathComponent().path)
        }
      }
    }.value
  }

  /// Removes every file of the model with the identifier `id`.
  func removeAll(of id: String) async {
    artefactObservers.notify(modelID: id, version: nil)
    await blobs.deleteAll(ofModel: id)
    await removeFolders(of: id, in: [.checkpoints])
  }

  /// Removes the folders of the model with the identifier `id`.
  func removeFolders(of id: String, in areas: [Area]) async {
    // As in ``remove(_:)``.
    await Task {
      try? await files.run {
        for area in areas {
          try? FileManager.default.removeItem(at: self[area].appendingPathComponent(id))
        }
      }
    }.value
  }

  private static func makeDirectory(_ url: URL) throws {
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Refuses a folder that is a symbolic link or on another file system than the directory.
  ///
  /// A link may lead to files of others, which sweeping would move away. And files are moved between
  /// folders, which works only within one file system.
  private static func requireOwn(_ folder: URL, in root: URL) throws {
    guard !Folder(folder).isLink else {
      throw ProviderError(
        .invalidConfiguration,
        "\(folder.path) is a symbolic link: replace it by a folder, or move the whole data "
          + "directory")
    }
    guard try device(of: folder) == device(of: root) else {
      throw ProviderError(
        .invalidConfiguration,
        "\(folder.path) is on another file system than \(root.path): unmount it, or move the whole "
          + "data directory")
    }
  }

  /// The file system that a folder is on. Blocks the thread.
  private static func device(of folder: URL) throws -> NSNumber? {
    let path = folder.resolvingSymlinksInPath().path
    return try FileManager.default.attributesOfItem(atPath: path)[.systemNumber] as? NSNumber
  }

  /// The names of the entries of a folder.
  func children(of area: Area) async throws -> [String] {
    try await files.run { Folder(self[area]).names }
  }

  /// The names of the files of earlier processes in the folders of models.
  func oldFiles(
    of area: Area, inFoldersOf models: [String]
  ) async throws -> [(model: String, files: [String])] {
    try await files.run {
      models.map { model in
        let folder = Folder(self[area].appendingPathComponent(model))
        // A symbolic link may lead to files of others.
        let names = folder.isLink ? [] : folder.names
        return (model: model, files: names.filter { !isOfThisRun($0) })
      }
    }
  }

  private static func reason(_ error: any Error) -> String {
    (error as? SystemError)?.reason
      ?? ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error)
      .map { String(cString: strerror(Int32(($0 as NSError).code))) } ?? "\(error)"
  }
}

/// A folder on disk. Its properties block the thread, so only the data directory uses it, on threads
/// for files.
private struct Folder {
  private let path: String

  init(_ url: URL) {
    path = url.path
  }

  /// Whether there is a symbolic link in place of the folder.
  var isLink: Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  /// The names of the folder's entries; none if it doesn't exist.
  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }
}
