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

  /// Sweeps once, then removes every day what has become old.
  func run() async {
    await sweep()
    while (try? await Task.sleep(for: .seconds(24 * 60 * 60))) != nil {
      do {
        try await removeOld()
      } catch {
        logger.error("old files cannot be removed: \(error)")
      }
    }
  }

  func sweep() async {
    do {
      try await removeOld()
      let label = Self.stamp()
      var count = 0
      for kind in BlobKey.Kind.allCases { count += try await sweep(blobs(kind, label)) }
      count += try await sweep(checkpoints(label))
      guard count > 0 else { return }
      let trash = directory[.trash].appendingPathComponent(label)
      logger.notice("moved \(count) files that no model refers to into \(trash.path)")
    } catch is CancellationError {
      return
    } catch {
      logger.error("the data directory cannot be swept: \(error)")
    }
  }

  private func removeOld() async throws {
    try await directory.removeOldUploads()
    try await directory.blobs.discardUnfinished()
    try await emptyTrash()
  }

  /// A place with files of models.
  private struct Place {
    /// The models that have files there.
    let owners: () async throws -> [String]
    /// The names of the files of some models that nobody is about to tell the registry of.
    let names: ([String]) async throws -> [String]
    /// The names of the files that a model refers to.
    let kept: (StoredModel) -> [String]
    /// Moves a file into the trash.
    let discard: (String) async throws -> Void
  }

  private func blobs(_ kind: BlobKey.Kind, _ label: String) -> Place {
    let blobs = directory.blobs
    return Place(
      owners: { try await blobs.models(with: kind) },
      names: { models in
        try await blobs.settledBlobs(kind, ofModels: models).map(\.name).filter {
          !directory.isOfThisRun(String($0.drop { $0 != "/" }.dropFirst()))
        }
      },
      kept: { $0.blobs(kind).map(\.name) },
      discard: { try await blobs.discard(BlobKey(kind, $0), as: label) })
  }

  private func checkpoints(_ label: String) -> Place {
    Place(
      owners: { try await directory.children(of: .checkpoints) },
      names: { try await directory.oldNames(in: .checkpoints, ofModels: $0) },
      kept: { $0.checkpoints.map { [$0, DataDirectory.continued($0)] } ?? [] },
      discard: { try await directory.moveToTrash($0, of: .checkpoints, as: label) })
  }

  private func sweep(_ place: Place) async throws -> Int {
    let owners = try await place.owners()
    var count = 0
    for start in stride(from: 0, to: owners.count, by: Self.batch) {
      try Task.checkCancellation()
      count += try await sweep(place, Array(owners[start...].prefix(Self.batch)))
    }
    return count
  }

  private func sweep(_ place: Place, _ owners: [String]) async throws -> Int {
    // List the files before asking the registry, so that a new file isn't taken for an orphan.
    let found = try await place.names(owners)
    let models = try await registry.storedModels(withIDs: owners)
    let kept = Set(models.flatMap(place.kept))
    var count = 0
    for name in found where !kept.contains(name) {
      do {
        try await place.discard(name)
        count += 1
      } catch {
        logger.error("\(name) cannot be moved to the trash: \(error)")
      }
    }
    return count
  }

  private func emptyTrash() async throws {
    for (folder, error) in try await directory.emptyTrash(after: retention) {
      if let error {
        logger.error("cannot remove \(folder.path) from the trash: \(error)")
      } else {
        logger.notice("removed \(folder.path) because of its age")
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
