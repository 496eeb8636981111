public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Two methods whose options the daemon files under one key.
public enum MethodKey: Rule {
  public static let summary = RuleSummary(
    "method-key", .warning,
    reason: "Methods come out under one key: service and method name with nothing between them.",
    affects: "The daemon, which keeps the options of one of them, at random.",
    remedy: "Rename one of the methods or services.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Finding] {
    let collisions = DaemonView(publication).methodCollisions
    let methods = publication.services.flatMap(\.methods)
    return file.methods.compactMap { method in
      guard let collision = collisions.first(where: { $0.name == method.daemonKey }),
        collision.fullNames.contains(method.fullName),
        methods.contains(where: { $0.daemonKey == method.daemonKey && $0.concernsTraining })
      else { return nil }
      let others = collision.fullNames.filter { $0 != method.fullName }
      return Finding(
        at: SourcePlace(of: method),
        "the daemon keeps the options of \(method.fullName) and \(others.joined(separator: ", ")) "
          + "under one key, \(collision.name), and loses one at random; rename one of them")
    }
  }
}

extension MethodDescriptor {
  /// Whether it matters what the daemon knows about the method.
  fileprivate var concernsTraining: Bool {
    isTrainingMethod || !trainingOptions.isEmpty
  }
}
