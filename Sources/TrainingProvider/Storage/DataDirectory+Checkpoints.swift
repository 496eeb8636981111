import Foundation

extension DataDirectory {
  func checkpoints(_ name: String) -> URL {
    self[.checkpoints].appendingPathComponent(name, isDirectory: true)
  }

  /// Whether there is a directory for the checkpoints of a training, even an empty one.
  func hasCheckpoints(_ name: String) async throws -> Bool {
    try await files.run { FileManager.default.fileExists(atPath: checkpoints(name).path) }
  }

  /// Creates the directory for the checkpoints of a training unless it exists.
  func createCheckpoints(_ name: String) async throws {
    try await createFolder(checkpoints(name))
  }

  /// Empties the directory for the checkpoints of a training. A crash leaves all of them or none.
  func emptyCheckpoints(_ name: String) async throws {
    try await replaceCheckpoints(name) { try await createFolder(checkpoints(name)) }
  }

  /// Moves the directory for the checkpoints of a training away, and removes it after its replacement.
  private func replaceCheckpoints(_ name: String, _ replace: () async throws -> Void) async throws {
    let folder = checkpoints(name)
    let discarded = newUpload()
    try await files.run {
      guard rename(folder.path, discarded.path) == 0 || errno == ENOENT else {
        throw SystemError("rename").providerError
      }
    }
    try await replace()
    // What is left of it is removed at the next start, like a partial file.
    try await files.run { try? FileManager.default.removeItem(at: discarded) }
  }

  /// Removes the checkpoints of a training that is over, and what was saved of them.
  func removeCheckpoints(of model: StoredModel) async {
    if let name = model.checkpoints { await removeCheckpoints([name]) }
  }

  /// Removes the checkpoints of a training that is over, whatever its dataset was.
  func removeCheckpoints(of training: JobReference) async {
    let folder = self[.checkpoints].appendingPathComponent(training.modelID)
    // As in ``remove(_:)``.
    let found = await Task {
      try? await files.run { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
    }.value
    let names = (found ?? []).filter { $0.hasPrefix("\(training.revision)-") }
      .map { "\(training.modelID)/\($0.split(separator: ".")[0])" }
    await removeCheckpoints(Array(Set(names)))
  }

  private func removeCheckpoints(_ names: [String]) async {
    for name in names {
      await blobs.delete(await checkpoints(continuedBy: name).map { .checkpoints($0) })
    }
    await remove(names.flatMap { [checkpoints($0), continued($0)] })
  }
}

// MARK: Checkpoints that are saved elsewhere

extension DataDirectory {
  /// The file that names the saved checkpoints from which those on this disk were made, and those that were
  /// copied from them and may still be there.
  private func continued(_ name: String) -> URL {
    self[.checkpoints].appendingPathComponent(Self.continued(name))
  }

  /// The name of that file.
  static func continued(_ name: String) -> String { "\(name).saved" }

  /// The names in that file.
  func checkpoints(continuedBy name: String) async -> [String] {
    // As in ``remove(_:)``.
    await Task {
      let text = try? await files.run { try String(contentsOf: continued(name), encoding: .utf8) }
      return (text ?? "").split(separator: "\n").map(String.init)
    }.value
  }

  /// Whether the checkpoints on this disk are as new as saved ones, or newer.
  func hasCheckpoints(_ name: String, continuing saved: String) async throws -> Bool {
    guard try await hasCheckpoints(name) else { return false }
    return await checkpoints(continuedBy: name).contains(saved)
  }

  /// Records which saved checkpoints those on this disk continue.
  func recordCheckpoints(_ name: String, continuing saved: [String]) async throws {
    try await files.run {
      try Data(saved.joined(separator: "\n").utf8).write(to: continued(name), options: .atomic)
    }
  }

  /// What there is of the checkpoints of a training at present.
  func contents(ofCheckpoints name: String) async throws -> FolderContents {
    try await files.run { FolderContents(of: checkpoints(name)) }
  }

  /// Copies the checkpoints of a training while it goes on.
  ///
  /// - Returns: whether they are still what they were; otherwise, the copy is useless.
  func copyCheckpoints(
    _ name: String, _ contents: FolderContents, to folder: URL
  ) async throws -> Bool {
    let source = checkpoints(name)
    return try await files.run {
      do {
        try contents.copy(from: source, to: folder)
      } catch  where FolderContents(of: source) != contents {
        return false
      }
      return FolderContents(of: source) == contents
    }
  }

  /// Replaces the checkpoints of a training by saved ones. A crash leaves all of them or none.
  func placeCheckpoints(_ name: String, from saved: URL, named savedName: String) async throws {
    let copy = newUpload()
    try await files.run {
      try FileManager.default.createDirectory(
        at: copy, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      do {
        try FolderContents(of: saved).copy(from: saved, to: copy)
      } catch {
        try? FileManager.default.removeItem(at: copy)
        throw ProviderError.wrapping(error)
      }
    }
    try await replaceCheckpoints(name) {
      try await files.run {
        do throws(SystemError) {
          try ModelFolder.move(copy, to: checkpoints(name))
        } catch {
          throw error.providerError
        }
      }
    }
    try await recordCheckpoints(name, continuing: [savedName])
  }
}
