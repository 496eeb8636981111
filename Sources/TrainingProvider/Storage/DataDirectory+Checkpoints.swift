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
    let folder = checkpoints(name)
    let discarded = newUpload()
    try await files.run {
      guard rename(folder.path, discarded.path) == 0 else {
        throw SystemError("rename").providerError
      }
    }
    try await createFolder(folder)
    // What is left of it is removed at the next start, like a partial file.
    try await files.run { try? FileManager.default.removeItem(at: discarded) }
  }

  /// Removes the checkpoints of a training that is over.
  func removeCheckpoints(of model: StoredModel) async {
    guard let name = model.checkpoints else { return }
    await remove([checkpoints(name)])
  }
}
