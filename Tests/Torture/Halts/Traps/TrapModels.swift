import Foundation
import TrainingProtos

/// The models that hostile messages name. They exist and their prices were asked for, so that
/// messages reach as much code as possible.
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

  /// The kinds of work that messages can start, for the report.
  static let works = ["uploads", "validations", "trainings", "deletions"]

  /// Creates models for calls of training.Model.
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

  /// Creates a model for calls of ExampleService.
  init(ready daemon: Daemon) async throws {
    ready = [try await daemon.readyModel(on: Dataset(number: 1).archive())]
  }

  /// Reports how many models have changed since they were created.
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
