/// A method whose request has a direct field of type `training.ModelID`.
public struct TrainingMethod: Codable, Hashable, Sendable {
  /// The full name, with package and service, e.g. `service.ExampleService.stt`.
  public var fullName: String

  /// The proto file that declares the method, as `protoc` names it, e.g. `service.proto`.
  public var source: String

  /// The service's short name, which `create_model` carries, e.g. `ExampleService`.
  public var serviceName: String

  /// The method's short name, which `create_model` carries, e.g. `stt`.
  public var methodName: String

  /// Whether requests and responses are streams.
  public var kind: Kind

  /// The request's fields of type `training.ModelID`, in declaration order; never empty.
  public var modelFields: [ModelField]

  /// The training options as the proto gives them.
  public var options: TrainingOptions

  /// What a dataset for a model of this method has to satisfy.
  public var dataset: DatasetRequirements {
    DatasetRequirements(options)
  }

  public init(
    fullName: String, source: String, serviceName: String, methodName: String, kind: Kind,
    modelFields: [ModelField], options: TrainingOptions
  ) {
    self.fullName = fullName
    self.source = source
    self.serviceName = serviceName
    self.methodName = methodName
    self.kind = kind
    self.modelFields = modelFields
    self.options = options
  }
}

extension TrainingMethod {
  /// The streaming kind of a method, in gRPC's terms.
  public enum Kind: String, Codable, Hashable, Sendable {
    case unary
    case clientStreaming = "client_streaming"
    case serverStreaming = "server_streaming"
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
