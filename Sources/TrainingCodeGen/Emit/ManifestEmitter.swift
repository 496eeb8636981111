import SwiftSource
import TrainingManifest

/// The manifest as a Swift constant, so that nobody has to parse it.
struct ManifestEmitter: StyledEmitter {
  let plan: TrainingFilePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    """
    // MARK: - Manifest of \(name: plan.head.source)

    \(name: plan.availability)
    nonisolated extension \(manifest).Manifest {
      /// What "\(name: plan.head.source)" says about training, and what the marketplace's daemon makes of it.
      \(access) static let \(name: plan.manifestName) = \(manifest).Manifest(
        sources: \(names(plan.manifest.sources)),
        methods: \(methods),
        daemon: .init(
          trainingInProto: \(name: "\(daemon.trainingInProto)"),
          trainingMethods: [
            \(lines: plan.trainingMethods, service)
          ],
          methodsMetadata: [
            \(lines: plan.methodsMetadata, metadata)
          ],
          methodCollisions: \(collisions(daemon.methodCollisions)),
          serviceCollisions: \(collisions(daemon.serviceCollisions))
        )
      )
    }
    """
  }

  private var daemon: DaemonView { plan.manifest.daemon }

  private var methods: SwiftSource {
    let lists: [SwiftSource] = plan.services.map { "\(name: $0.typeName).Training.methods" }
    guard lists.count > 1 else { return .commaSeparated(lists) }
    // The time to compile a sum of lists grows faster than their number.
    return """
      [
        \(SwiftSource.commaSeparatedLines(lists))
      ].flatMap { $0 }
      """
  }
}

extension ManifestEmitter {
  private func service(_ name: String, _ methods: [String]) -> SwiftSource {
    "\(literal: name): \(names(methods)),"
  }

  private func metadata(_ key: String, _ options: TrainingOptions) -> SwiftSource {
    "\(literal: key): \(OptionsEmitter(options: options, style: style).source),"
  }

  private func collisions(_ collisions: [NameCollision]) -> SwiftSource {
    guard !collisions.isEmpty else { return "[]" }
    return """
      [
        \(lines: collisions, collision)
      ]
      """
  }

  private func collision(_ collision: NameCollision) -> SwiftSource {
    """
    .init(name: \(literal: collision.name), fullNames: \(names(collision.fullNames))),
    """
  }

  private func names(_ names: [String]) -> SwiftSource {
    let names: SwiftSource = .commaSeparated(names.map { "\(literal: $0)" })
    return "[\(names)]"
  }
}
