import SwiftProtobuf
public import SwiftProtobufPluginLibrary
public import TrainingManifest

extension TrainingMethod {
  /// The full name of the type whose fields make a method a training method.
  public static let modelIDName = "training.ModelID"

  /// Reads a method; `nil` unless its request has a direct field of type `training.ModelID`.
  ///
  /// The rule is the daemon's: singular, optional, oneof and repeated fields count, whatever the
  /// streaming kind; nested messages and map values do not.
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
  /// Whether the field's type is `training.ModelID`, however it is encoded.
  public var isModelID: Bool {
    messageType?.fullName == TrainingMethod.modelIDName
  }
}

extension ModelField {
  /// Reads a field of type `training.ModelID`.
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
    } else if field.saysOptional {
      self = .optional
    } else {
      self = .singular
    }
  }
}

extension FieldDescriptor {
  /// Whether the proto has the keyword; proto3's makes a oneof of its own that is no real one.
  fileprivate var saysOptional: Bool {
    file.edition == .proto2 || containingOneof != nil
  }
}
