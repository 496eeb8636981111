import SwiftProtobufPluginLibrary
public import TrainingManifest

extension DaemonView {
  /// Computes what the daemon makes of published files.
  public init(_ publication: Publication) {
    let services = publication.services
    let training = services.filter { $0.methods.contains(where: \.isTrainingMethod) }
    let withOptions = services.flatMap(\.methods).filter(\.hasOptionsBlock)
    self.init(
      trainingInProto: !training.isEmpty,
      trainingMethods: Dictionary(
        training.map { ($0.name, $0.trainingMethodNames) }, uniquingKeysWith: +),
      methodsMetadata: Dictionary(
        Self.ownEntries + withOptions.map { ($0.daemonKey, $0.trainingOptions.withoutZeros) },
        uniquingKeysWith: { _, last in last }),
      methodCollisions: NameCollision.all(
        in: Self.ownNames + withOptions.map { ($0.daemonKey, $0.fullName) }),
      serviceCollisions: NameCollision.all(in: training.map { ($0.name, $0.fullName) }))
  }

  private static var ownEntries: [(String, TrainingOptions)] {
    ownMethods.map { (ownService + $0, TrainingOptions()) }
  }

  private static var ownNames: [(String, String)] {
    ownMethods.map { (ownService + $0, "training.\(ownService).\($0)") }
  }
}

extension NameCollision {
  /// The names that stand for several things, sorted.
  fileprivate static func all(in names: [(name: String, fullName: String)]) -> [NameCollision] {
    Dictionary(grouping: names, by: \.name).filter { $0.value.count > 1 }
      .map { NameCollision(name: $0.key, fullNames: $0.value.map(\.fullName)) }
      .sorted { $0.name < $1.name }
  }
}

extension ServiceDescriptor {
  /// The names of the training methods, each once for every model field of its request.
  fileprivate var trainingMethodNames: [String] {
    methods.flatMap { method in
      method.modelFields.map { _ in method.name }
    }
  }
}
