import EtcdStore
import Foundation
import ProviderCluster
import TrainingManifest
import TrainingProvider

func makeClusterNode(
  methods: [TrainingMethod], trainer: any Trainer
) async throws -> ModelProvider {
  // EXAMPLE
  return provider
}
