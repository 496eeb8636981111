import Foundation
import TrainingProtos

/// Models that hostile messages name: they exist, and their prices were asked, so that a message
/// gets as far as it can.
struct TrapModels: Sendable {
  /// For uploads.
  var uploaded: [String] = []
  /// For validations of ``link``.
  var linked: [String] = []
  /// For trainings.
  var trained: [String] = []
  /// For deletions.
  var deleted: [String] = []
  /// For stt.
  var ready: [String] = []

  /// A link to a dataset.
  var link = ""

  /// What messages do to models, for the figures.
  static let works = ["uploads", "validations", "trainings", "deletions"]

  /// Makes models for training.Model.
  init(_ daemon: Daemon, _ links: LinkServer) async throws {
    link = links.link(to: Dataset(number: 2))
    for _ in 0..<4 {
      uploaded.append(try await Self.create(daemon))
      linked.append(try await Self.create(daemon, link: link))
    }
    for _ in 0..<2 {
      let id = try await daemon.validatedModel(on: Dataset(number: 1).archive())
      _ = try await daemon.trainingPrice(of: id)
      trained.append(id)
      deleted.append(try await Self.create(daemon))
    }
  }

  /// Makes a model for ExampleService.
  init(ready daemon: Daemon) async throws {
    ready = [try await daemon.readyModel(on: Dataset(number: 1).archive())]
  }

  /// Tells which were changed since they were made.
  func report(_ daemon: Daemon, to target: TrapTarget) async throws {
    let groups: [([String], Training_Status)] = [
      (uploaded, .created), (linked, .created), (trained, .validated), (deleted, .created),
    ]
    for (work, (ids, status)) in zip(Self.works, groups) {
      var count = 0
      for id in ids where try await daemon.status(of: id) != status { count += 1 }
      target.reach(work, count)
    }
  }

  private static func create(_ daemon: Daemon, link: String = "") async throws -> String {
    let id = try await daemon.create("trap")
    _ = try await daemon.validationPrice(of: id, link: link)
    return id
  }
}
