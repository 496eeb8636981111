import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingManifest

extension MethodDescriptor {
  /// The request's fields of type `training.ModelID`, in the order of declaration.
  var modelFields: [FieldDescriptor] {
    inputType.fields.filter(\.isModelID)
  }

  /// Whether the daemon takes the method for a training method.
  public var isTrainingMethod: Bool { !modelFields.isEmpty }

  /// The training options as the proto gives them.
  var trainingOptions: TrainingOptions { TrainingOptions(options) }

  /// Whether the declaration ends in an options block, be it empty, and not in a semicolon.
  var hasOptionsBlock: Bool {
    // The descriptor's own options are there in either case; what protoc sent tells the difference.
    file.extractProto().service[service.index].method[index].hasOptions
  }

  /// The key under which the daemon files the method's options.
  var daemonKey: String { service.name + name }
}
