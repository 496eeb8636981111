import SwiftSource
import TrainingManifest

/// What the proto says about training, as constants in the service's namespace.
struct TrainingMetadataEmitter: StyledEmitter {
  let plan: GuardedServicePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    """
    // MARK: - Training methods of \(name: plan.protoName)

    \(name: plan.availability)
    nonisolated extension \(name: plan.typeName) {
      /// What the proto says about the training methods of "\(name: plan.protoName)".
      \(access) nonisolated enum Training: Sendable {
        \(paragraphs: plan.training, constant)

        /// The training methods in the order of declaration.
        \(access) static let methods: [\(manifest).TrainingMethod] = [\(names)]
      }
    }
    """
  }

  private var names: SwiftSource {
    .commaSeparated(plan.training.map { "\(name: $0.method.metadataName)" })
  }

  private func constant(_ method: GuardedMethodPlan, _ metadata: TrainingMethod) -> SwiftSource {
    let fields: SwiftSource = .array(metadata.modelFields.map(field))
    return """
      /// "\(name: metadata.fullName)"
      \(access) static let \(name: method.metadataName) = \(manifest).TrainingMethod(
        fullName: \(literal: metadata.fullName),
        source: \(literal: metadata.source),
        serviceName: \(literal: metadata.serviceName),
        methodName: \(literal: metadata.methodName),
        kind: .\(name: "\(metadata.kind)"),
        modelFields: \(fields),
        options: \(OptionsEmitter(options: metadata.options, style: style).source)
      )
      """
  }

  private func field(_ field: ModelField) -> SwiftSource {
    """
    .init(name: \(literal: field.name), number: \(literal: field.number), presence: .\(name: "\(field.presence)"))
    """
  }
}
