import Foundation
import Logging

/// Moves files that no model refers to into the trash. Such files remain after a crash.
///
/// It runs while calls are served. It only touches files of earlier processes, so it never moves a
/// file that is about to be added to the registry.
struct Sweeper: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory

  /// How long files stay in the trash.
  let retention: Duration

  let logger: Logger

  /// How many models are looked up in the registry at once.
  private static let batch = 256

  /// Sweeps once, then removes old files from the trash every day.
  func run() async {
    await sweep()
    while (try? await Task.sleep(for: .seconds(24 * 60 * 60))) != nil {
      try? await emptyTrash()
    }
  }

  func sweep() async {
    do {
      try await emptyUploads()
      try await emptyTrash()
      let trash = directory[.trash].appendingPathComponent(Self.stamp(), isDirectory: true)
      var count = 0
      for area in [DataDirectory.Area.datasets, .artefacts, .checkpoints] {
        count += try await sweep(area, into: trash)
      }
      guard count > 0 else { return }
      logger.notice("moved \(count) files that no model refers to into \(trash.path)")
    } catch is CancellationError {
      return
    } catch {
      logger.error("the data directory cannot be swept: \(error)")
    }
  }

  private func sweep(_ area: DataDirectory.Area, into trash: URL) async throws -> Int {
    let owners = try await directory.children(of: area)
    var count = 0
    for start in stride(from: 0, to: owners.count, by: Self.batch) {
      try Task.checkCancellation()
      count += try await sweep(area, Array(owners[start...].prefix(Self.batch)), into: trash)
    }
    return count
  }

  private func sweep(
    _ area: DataDirectory.Area, _ owners: [String], into trash: URL
  ) async throws -> Int {
    // List the files before asking the registry, so that a new file isn't taken for an orphan.
    let found = try await directory.oldFiles(of: area, inFoldersOf: owners)
    let models = try await registry.storedModels(withIDs: owners)
    let kept = Set(models.flatMap { $0.fileNames(in: area) })
    let orphans = found.flatMap { owner, files in
      files.map { "\(owner)/\($0)" }.filter { !kept.contains($0) }
    }
    let empty = found.filter { $0.files.isEmpty }.map(\.model)
    guard !orphans.isEmpty || !empty.isEmpty else { return 0 }
    return try await directory.files.run {
      for owner in empty { rmdir(directory[area].appendingPathComponent(owner).path) }
      return orphans.map { move($0, of: area, into: trash) }.count(where: \.self)
    }
  }

  private func move(_ name: String, of area: DataDirectory.Area, into trash: URL) -> Bool {
    let source = directory[area].appendingPathComponent(name)
    let target = trash.appendingPathComponent(area.rawValue).appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.moveItem(at: source, to: target)
    } catch {
      logger.error("\(source.path) cannot be moved to the trash: \(error)")
      return false
    }
    rmdir(source.deletingLastPathComponent().path)
    return true
  }

  /// Removes the partial files of earlier processes, which nobody can complete.
  private func emptyUploads() async throws {
    let names = try await directory.children(of: .uploads)
    try await directory.files.run {
      for name in names where !directory.isOfThisRun(name) {
        try? FileManager.default.removeItem(at: directory[.uploads].appendingPathComponent(name))
      }
    }
  }

  private func emptyTrash() async throws {
    let oldest = Date().addingTimeInterval(-Double(retention.components.seconds))
    let names = try await directory.children(of: .trash)
    try await directory.files.run {
      for name in names {
        let folder = directory[.trash].appendingPathComponent(name)
        guard let date = Self.date(name), date < oldest else { continue }
        do {
          try FileManager.default.removeItem(at: folder)
          logger.notice("removed \(folder.path) because of its age")
        } catch {
          logger.error("cannot remove \(folder.path) from the trash: \(error)")
        }
      }
    }
  }

  /// The name of a folder in the trash, for example `2026-11-28T14-35-38Z`.
  static func stamp(_ date: Date = Date()) -> String {
    date.formatted(.iso8601).replacing(":", with: "-")
  }

  static func date(_ stamp: String) -> Date? {
    let (day, time) = (stamp.prefix(11), stamp.dropFirst(11).replacing("-", with: ":"))
    return try? Date(day + time, strategy: .iso8601)
  }
}

extension StoredModel {
  fileprivate func fileNames(in area: DataDirectory.Area) -> [String] {
    switch area {
    case .datasets: [dataset, candidate].compactMap { $0?.file }
    case .artefacts: [artefacts].compactMap(\.self)
    case .checkpoints: [checkpoints].compactMap(\.self)
    case .uploads, .trash: []
    }
  }
}
