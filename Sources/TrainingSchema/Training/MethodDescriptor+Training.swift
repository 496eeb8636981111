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
  ///
  /// A file that doesn't import the contract has none. Options with the same numbers are other
  /// options there.
  var trainingOptions: TrainingOptions {
    let given = TrainingOptions(options)
    return given.isEmpty || file.seesTrainingOptions ? given : TrainingOptions()
  }

  /// Whether the declaration ends with an options block, even an empty one, and not with a
  /// semicolon.
  var hasOptionsBlock: Bool {
    // The descriptor has options in either case. Only the original proto shows the difference.
    file.extractProto().service[service.index].method[index].hasOptions
  }

  /// The key under which the daemon stores the method's options.
  var daemonKey: String { service.name + name }
}

extension FileDescriptor {
  /// Whether the file can use the training options, because it imports the contract.
  fileprivate var seesTrainingOptions: Bool {
    contractModelID != nil || dependencies.contains(where: \.exportsTrainingOptions)
  }

  private var exportsTrainingOptions: Bool {
    contractModelID != nil || publicDependencies.contains(where: \.exportsTrainingOptions)
  }
}
