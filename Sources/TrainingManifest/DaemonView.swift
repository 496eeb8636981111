/// What the marketplace's daemon makes of published protos: what it answers to consumers who ask for
/// training metadata.
///
/// The daemon compiles every file of the published archive, with its own copy of `training.proto`. It
/// files methods under names without package, which can be the same for two of them.
public struct DaemonView: Codable, Hashable, Sendable {
  /// Whether any method is a training method; without one, training stays switched off.
  public var trainingInProto: Bool

  /// The names of the training methods by the short name of their service. A method whose request
  /// has several model fields is there once for each.
  public var trainingMethods: [String: [String]]

  /// The options of every method that has an options block, be it empty, by the short name of the
  /// service and the name of the method with nothing between them. Options of 0 or "" are left out.
  ///
  /// Where methods share a key, the daemon keeps the last one it comes across, and the order of files
  /// is left to chance. Here it is the last in the order of ``Manifest/sources``.
  public var methodsMetadata: [String: TrainingOptions]

  /// The keys of ``methodsMetadata`` that several methods share, sorted: all but one of them lose
  /// their options.
  public var methodCollisions: [NameCollision]

  /// The keys of ``trainingMethods`` that several services share, sorted: consumers see them as one.
  public var serviceCollisions: [NameCollision]

  public init(
    trainingInProto: Bool, trainingMethods: [String: [String]],
    methodsMetadata: [String: TrainingOptions], methodCollisions: [NameCollision],
    serviceCollisions: [NameCollision]
  ) {
    self.trainingInProto = trainingInProto
    self.trainingMethods = trainingMethods
    self.methodsMetadata = methodsMetadata
    self.methodCollisions = methodCollisions
    self.serviceCollisions = serviceCollisions
  }
}

extension DaemonView {
  /// The service of the daemon's own `training.proto`, which is compiled with every archive.
  public static let ownService = "Model"

  /// The methods of ``ownService``. Each has an empty options block.
  public static let ownMethods = [
    "create_model", "validate_model_price", "upload_and_validate", "validate_model",
    "train_model_price", "train_model", "delete_model", "get_model_status",
  ]
}
