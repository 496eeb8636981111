/// The training metadata that the marketplace's daemon derives from published protos and sends to
/// consumers.
///
/// The daemon compiles every file of the published archive, together with its own copy of
/// `training.proto`. It indexes methods by names without a package, so two methods can have the
/// same name.
public struct DaemonView: Codable, Hashable, Sendable {
  /// Whether there is a training method. Without one, training stays switched off.
  public var trainingInProto: Bool

  /// The names of the training methods, by the short name of their service. If the request of a
  /// method has several model fields, the method occurs once for each of them.
  public var trainingMethods: [String: [String]]

  /// The options of every method with an options block, even an empty one. A key consists of the
  /// service's short name and the method's name without a separator. Options whose value is 0 or ""
  /// are left out.
  ///
  /// If methods have the same key, the daemon keeps the last one that it reads, and the order of
  /// files is random. Here it is the last one in the order of ``Manifest/sources``.
  public var methodsMetadata: [String: TrainingOptions]

  /// The keys of ``methodsMetadata`` that several methods share, sorted. All but one of these
  /// methods lose their options.
  public var methodCollisions: [NameCollision]

  /// The keys of ``trainingMethods`` that several services share, sorted. Consumers see these
  /// services as one.
  public var serviceCollisions: [NameCollision]

  /// Creates a view from its parts.
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
