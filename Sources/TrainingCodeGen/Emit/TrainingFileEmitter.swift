import SwiftSource

/// Writes `.training.swift`.
struct TrainingFileEmitter {
  let plan: TrainingFilePlan

  var content: String {
    SourceFile(head: plan.head).content(
      [ImportEmitter(plan: plan.imports).source]
        + plan.services.flatMap { service in
          [
            TrainingMetadataEmitter(plan: service).source,
            GuardedServiceEmitter(plan: service).source,
          ]
        } + [ManifestEmitter(plan: plan).source])
  }
}
