package import TrainingProtos

/// The models of a status, and the bytes of their files as the registry knows them.
package struct ModelUsage: Hashable, Sendable {
  package var status: Training_Status
  package var models: Int
  package var datasetBytes: Int64
  package var artefactBytes: Int64
}
