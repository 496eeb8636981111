import Foundation

extension DataDirectory {
  /// Removes the partial files of earlier processes, which nobody can complete.
  func removeOldUploads() async throws {
    let names = try await children(of: .uploads)
    try await files.run {
      for name in names where !isOfThisRun(name) {
        try? FileManager.default.removeItem(at: self[.uploads].appendingPathComponent(name))
      }
    }
  }

  /// Moves a file or a folder of a model into a folder of the trash.
  ///
  /// - Parameters:
  ///   - name: `MODEL/NAME`.
  ///   - area: where it is.
  ///   - label: the name of the folder in the trash.
  func moveToTrash(_ name: String, of area: Area, as label: String) async throws {
    let source = self[area].appendingPathComponent(name)
    let target = self[.trash].appendingPathComponent(label, isDirectory: true)
      .appendingPathComponent(area.rawValue).appendingPathComponent(name)
    try await files.run {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.moveItem(at: source, to: target)
      rmdir(source.deletingLastPathComponent().path)
    }
  }

  /// Removes what has been in the trash for long enough, according to the dates in the folders' names.
  ///
  /// - Parameter retention: how long files stay in the trash.
  /// - Returns: the old folders, with an error for each one that can't be removed.
  @discardableResult
  func emptyTrash(after retention: Duration) async throws -> [(folder: URL, error: (any Error)?)] {
    let oldest = Date().addingTimeInterval(-(retention / .seconds(1)))
    let names = try await children(of: .trash).filter { name in
      Sweeper.date(name).map { $0 < oldest } ?? false
    }
    return try await files.run {
      names.map { name in
        let folder = self[.trash].appendingPathComponent(name)
        let removal = Result { try FileManager.default.removeItem(at: folder) }
        if case .failure(let error) = removal { return (folder, error) }
        return (folder, nil)
      }
    }
  }

  /// The files or folders of models that earlier processes made, as `MODEL/NAME`. Removes the folders of
  /// models in which nothing is left.
  func oldNames(in area: Area, ofModels models: [String]) async throws -> [String] {
    let found = try await oldFiles(of: area, inFoldersOf: models)
    let empty = found.filter { $0.files.isEmpty }
    if !empty.isEmpty {
      try await files.run {
        for found in empty { rmdir(self[area].appendingPathComponent(found.model).path) }
      }
    }
    return found.flatMap { model, files in files.map { "\(model)/\($0)" } }
  }
}
