import TrainingManifest

/// The services and methods that the daemon indexes by names without a package, where different
/// ones can have the same name.
struct DaemonNames {
  /// The services in the order of publication.
  let services: [PublishedFile.Service]

  /// The methods of the daemon's own `training.proto`, then all others in the order of publication.
  let methods: [PublishedFile.Method]

  /// The services by their names without a package.
  let servicesByName: [String: [PublishedFile.Service]]

  /// The methods by the keys under which the daemon stores their options.
  let methodsByKey: [String: [PublishedFile.Method]]

  init(_ files: [PublishedFile]) {
    self.services = files.flatMap(\.services)
    self.methods = DaemonView.ownMethods.map { .own($0) } + files.flatMap(\.methods)
    self.servicesByName = Dictionary(grouping: services, by: \.name)
    self.methodsByKey = Dictionary(grouping: methods, by: \.key)
  }
}

extension PublishedFile.Method {
  /// A method of the daemon's own `training.proto`.
  fileprivate static func own(_ name: String) -> Self {
    Self(
      key: DaemonView.ownService + name, fullName: "training.\(DaemonView.ownService).\(name)",
      hasOptionsBlock: true, concernsTraining: false, options: TrainingOptions())
  }
}
