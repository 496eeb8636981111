public import TrainingManifest

extension DaemonView {
  /// Computes the daemon's view of published files.
  public init(_ publication: Publication) {
    let names = publication.names
    let training = names.services.filter { !$0.trainingMethods.isEmpty }
    let withOptions = names.methods.filter(\.hasOptionsBlock)
    self.init(
      trainingInProto: !training.isEmpty,
      trainingMethods: Dictionary(
        training.map { ($0.name, $0.trainingMethods) }, uniquingKeysWith: +),
      methodsMetadata: Dictionary(
        withOptions.map { ($0.key, $0.options) }, uniquingKeysWith: { _, last in last }),
      methodCollisions: NameCollision.all(in: withOptions.map { ($0.key, $0.fullName) }),
      serviceCollisions: NameCollision.all(in: training.map { ($0.name, $0.fullName) }))
  }
}

extension NameCollision {
  /// The names that several declarations share, sorted.
  fileprivate static func all(in names: [(name: String, fullName: String)]) -> [NameCollision] {
    Dictionary(grouping: names, by: \.name).filter { $0.value.count > 1 }
      .map { NameCollision(name: $0.key, fullNames: $0.value.map(\.fullName)) }
      .sorted { $0.name < $1.name }
  }
}
