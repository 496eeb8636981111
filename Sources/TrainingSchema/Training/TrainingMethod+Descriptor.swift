import SwiftProtobuf
public import SwiftProtobufPluginLibrary
public import TrainingManifest

extension TrainingMethod {
  /// The full name of the type whose fields make a method a training method.
  public static let modelIDName = "training.ModelID"

  /// Creates the training method for a descriptor; `nil` unless its request has a direct field of
  /// type `training.ModelID`.
  ///
  /// This is the daemon's rule: singular, optional, oneof and repeated fields count, for any kind
  /// of streaming. Nested messages and map values don't count.
  public init?(_ method: MethodDescriptor) {
    guard method.isTrainingMethod else { return nil }
    self.init(
      fullName: method.fullName,
      source: method.file.name,
      serviceName: method.service.name,
      methodName: method.name,
      kind: Kind(method),
      modelFields: method.modelFields.map(ModelField.init),
      options: method.trainingOptions)
  }
}

extension TrainingMethod.Kind {
  init(_ method: MethodDescriptor) {
    switch (method.clientStreaming, method.serverStreaming) {
    case (false, false): self = .unary
    case (true, false): self = .clientStreaming
    case (false, true): self = .serverStreaming
    case (true, true): self = .bidirectionalStreaming
    }
  }
}

extension FieldDescriptor {
  /// Whether the field's type is `training.ModelID`, with any encoding.
  public var isModelID: Bool {
    messageType?.fullName == TrainingMethod.modelIDName
  }
}

extension ModelField {
  /// Creates the model field for a descriptor of type `training.ModelID`.
  public init(_ field: FieldDescriptor) {
    self.init(name: field.name, number: field.number, presence: Presence(field))
  }
}

extension ModelField.Presence {
  init(_ field: FieldDescriptor) {
    if field.isRepeated {
      self = .repeated
    } else if field.realContainingOneof != nil {
      self = .oneof
    } else if field.isRequired {
      self = .required
    } else if field.hasOptionalKeyword {
      self = .optional
    } else {
      self = .singular
    }
  }
}

extension FieldDescriptor {
  /// Whether the field has the keyword `optional`. In proto3, the keyword creates a synthetic
  /// oneof.
  fileprivate var hasOptionalKeyword: Bool {
    file.edition == .proto2 || containingOneof != nil
  }
}
