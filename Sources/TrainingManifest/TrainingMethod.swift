/// A method whose request has a direct field of type `training.ModelID`.
///
/// Copying a value is as cheap as copying a reference, because guards pass one through every call.
public struct TrainingMethod: Codable, Hashable, Sendable {
  private var facts: SharedStorage<Facts>

  /// The full name with package and service, for example `service.ExampleService.stt`.
  public var fullName: String {
    get { facts.value.fullName }
    set { facts.value.fullName = newValue }
  }

  /// The proto file that declares the method, as `protoc` names it, for example `service.proto`.
  public var source: String {
    get { facts.value.source }
    set { facts.value.source = newValue }
  }

  /// The service's short name, which requests to `create_model` contain, for example
  /// `ExampleService`.
  public var serviceName: String {
    get { facts.value.serviceName }
    set { facts.value.serviceName = newValue }
  }

  /// The method's short name, which requests to `create_model` contain, for example `stt`.
  public var methodName: String {
    get { facts.value.methodName }
    set { facts.value.methodName = newValue }
  }

  /// Whether requests and responses are streams.
  public var kind: Kind {
    get { facts.value.kind }
    set { facts.value.kind = newValue }
  }

  /// The request's fields of type `training.ModelID`, in the order of declaration; never empty.
  public var modelFields: [ModelField] {
    get { facts.value.modelFields }
    set { facts.value.modelFields = newValue }
  }

  /// The training options, as they are written in the proto.
  public var options: TrainingOptions {
    get { facts.value.options }
    set { facts.value.options = newValue }
  }

  /// The requirements for datasets of this method's models.
  public var dataset: DatasetRequirements {
    DatasetRequirements(options)
  }

  /// Creates a description of a method.
  public init(
    fullName: String, source: String, serviceName: String, methodName: String, kind: Kind,
    modelFields: [ModelField], options: TrainingOptions
  ) {
    self.facts = SharedStorage(
      Facts(
        fullName: fullName, source: source, serviceName: serviceName, methodName: methodName,
        kind: kind, modelFields: modelFields, options: options))
  }
}

/// Queries that guards make in every call. They avoid copying the options, which would be expensive
/// in comparison.
extension TrainingMethod {
  /// The model that is used if a request names none.
  package var defaultModelID: String? { facts.value.options.defaultModelID }

  /// Whether `id` is the identifier of the default model.
  package func isDefaultModel(_ id: String) -> Bool {
    facts.value.options.defaultModelID == id
  }

  /// Whether the names are those of this method. An empty name matches any.
  package func isNamed(service: String, method: String) -> Bool {
    (service.isEmpty || service == facts.value.serviceName)
      && (method.isEmpty || method == facts.value.methodName)
  }
}

extension TrainingMethod {
  /// The properties of ``TrainingMethod``.
  private struct Facts: Hashable, Sendable {
    var fullName: String
    var source: String
    var serviceName: String
    var methodName: String
    var kind: Kind
    var modelFields: [ModelField]
    var options: TrainingOptions
  }
}

extension TrainingMethod {
  /// The kind of streaming of a method, in gRPC's terms.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// One request, one response.
    case unary
    /// A stream of requests, one response.
    case clientStreaming = "client_streaming"
    /// One request, a stream of responses.
    case serverStreaming = "server_streaming"
    /// A stream of requests, a stream of responses.
    case bidirectionalStreaming = "bidirectional_streaming"
  }
}

extension TrainingMethod {
  private enum CodingKeys: String, CodingKey {
    case fullName, source, serviceName, methodName, kind, modelFields, options, dataset
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      fullName: try container.decode(String.self, forKey: .fullName),
      source: try container.decode(String.self, forKey: .source),
      serviceName: try container.decode(String.self, forKey: .serviceName),
      methodName: try container.decode(String.self, forKey: .methodName),
      kind: try container.decode(Kind.self, forKey: .kind),
      modelFields: try container.decode([ModelField].self, forKey: .modelFields),
      options: try container.decode(TrainingOptions.self, forKey: .options))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(fullName, forKey: .fullName)
    try container.encode(source, forKey: .source)
    try container.encode(serviceName, forKey: .serviceName)
    try container.encode(methodName, forKey: .methodName)
    try container.encode(kind, forKey: .kind)
    try container.encode(modelFields, forKey: .modelFields)
    try container.encode(options, forKey: .options)
    try container.encode(dataset, forKey: .dataset)
  }
}
