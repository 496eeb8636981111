import TrainingDatasets
package import TrainingManifest

/// A provider that is checked, and what the checks need to know about it.
package struct Subject: Sendable {
  /// The server of `training.Model`: the daemon's `model_maintenance_endpoint`.
  package var maintenance: Endpoint

  /// The server of the provider's own service: the daemon's `service_endpoint`.
  package var service: Endpoint?

  /// The name under which the daemon asks for the service's health.
  package var serviceID: String?

  /// The training method that models are created for.
  package var method: TrainingMethod

  /// A dataset that the provider accepts.
  package var good: Dataset

  /// A dataset that the provider has to refuse.
  package var bad: Dataset?

  /// Protos of the provider's service, by name.
  package var protos: [String: String] = [:]

  /// The host by which the provider reaches this program's server for links.
  package var linkHost = "127.0.0.1"

  /// How long a validation or a training may take.
  package var workTime = Duration.seconds(300)

  /// How long a call may take for which the daemon has no deadline of its own: as long as a person
  /// waits.
  package var callTime = Duration.seconds(60)

  /// How long a whole check may take in addition to waiting for work or silence.
  package var checkTime = Duration.seconds(120)

  /// How long the provider may keep a silent upload or an idle connection.
  package var patience = Duration.seconds(90)

  /// How many connections the daemon leaks. A common limit is 512.
  package var leakedConnections = 600

  package init(maintenance: Endpoint, method: TrainingMethod, good: Dataset) {
    self.maintenance = maintenance
    self.method = method
    self.good = good
  }
}

/// An error that explains why a provider can't be checked.
package struct SubjectError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
