import SwiftSource
import TrainingManifest

/// What the proto says about training, as constants in the service's namespace.
struct TrainingMetadataEmitter {
  let plan: GuardedServicePlan

  var source: SwiftSource {
    """
    // MARK: - Training methods of \(name: plan.protoName)

    \(Availability.grpc)
    extension \(name: plan.typeName) {
      /// What the proto says about the training methods of "\(name: plan.protoName)".
      \(access) enum Training: Sendable {
        \(SwiftSource.paragraphs(plan.training.map { constant($0.method, $0.metadata) }))

        /// The training methods in the order of declaration.
        \(access) static let methods: [TrainingManifest.TrainingMethod] = [\(names)]
      }
    }
    """
  }

  private var access: SwiftSource { "\(name: plan.access)" }

  private var names: SwiftSource {
    .commaSeparated(plan.training.map { "\(name: $0.method.name)" })
  }

  private func constant(_ method: GuardedMethodPlan, _ metadata: TrainingMethod) -> SwiftSource {
    """
    /// "\(name: metadata.fullName)"
    \(access) static let \(name: method.name) = TrainingManifest.TrainingMethod(
      fullName: \(literal: metadata.fullName),
      serviceName: \(literal: metadata.serviceName),
      methodName: \(literal: metadata.methodName),
      kind: .\(name: "\(metadata.kind)"),
      modelFields: [
        \(SwiftSource.lines(metadata.modelFields.map(field)))
      ],
      options: TrainingManifest.TrainingOptions(
        \(options(metadata.options))
      )
    )
    """
  }

  private func field(_ field: ModelField) -> SwiftSource {
    """
    TrainingManifest.ModelField(name: \(literal: field.name), number: \(literal: field.number), presence: .\(name: "\(field.presence)")),
    """
  }

  private func options(_ options: TrainingOptions) -> SwiftSource {
    let given = [
      argument("defaultModelID", options.defaultModelID),
      argument("maxModelsPerUser", options.maxModelsPerUser),
      argument("datasetMaxSizeMB", options.datasetMaxSizeMB),
      argument("datasetMaxCountFiles", options.datasetMaxCountFiles),
      argument("datasetMaxSizeSingleFileMB", options.datasetMaxSizeSingleFileMB),
      argument("datasetFilesType", options.datasetFilesType),
      argument("datasetType", options.datasetType),
      argument("datasetDescription", options.datasetDescription),
    ].filter { !$0.isEmpty }
    let separated = given.enumerated().map { index, argument in
      index + 1 < given.count ? "\(argument)," as SwiftSource : argument
    }
    return .lines(separated)
  }

  private func argument(_ label: String, _ value: String?) -> SwiftSource {
    value.map { "\(name: label): \(literal: $0)" } ?? .empty
  }

  private func argument(_ label: String, _ value: UInt64?) -> SwiftSource {
    value.map { "\(name: label): \(literal: $0)" } ?? .empty
  }
}
