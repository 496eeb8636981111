import Foundation
import S3Store
import TrainingManifest
import TrainingProvider

func makeProviderWithBucket(
  methods: [TrainingMethod], trainer: any Trainer
) async throws -> ModelProvider {
  // EXAMPLE
  return provider
}

func configureAnotherStore() throws -> S3Configuration {
  // EXAMPLE
  return configuration
}
