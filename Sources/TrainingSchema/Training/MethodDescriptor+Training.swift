import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingManifest

extension MethodDescriptor {
  /// The request's fields of type `training.ModelID`, in the order of declaration.
  var modelFields: [FieldDescriptor] {
    inputType.fields.filter(\.isModelID)
  }

  /// Whether the daemon treats the method as a training method.
  public var isTrainingMethod: Bool { !modelFields.isEmpty }

  /// The training options, as they are written in the proto.
  var trainingOptions: TrainingOptions { TrainingOptions(options) }

  /// Whether the declaration ends with an options block, even an empty one, and not with a
  /// semicolon.
  var hasOptionsBlock: Bool {
    // The descriptor has options in either case. Only the original proto shows the difference.
    file.extractProto().service[service.index].method[index].hasOptions
  }

  /// The key under which the daemon stores the method's options.
  var daemonKey: String { service.name + name }
}
