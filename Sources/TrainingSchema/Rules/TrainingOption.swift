import SwiftProtobuf

/// An option of `training.proto` with a value of any type.
protocol TrainingOption {
  /// The option's number among a method's options.
  var fieldNumber: Int { get }

  /// The full name, e.g. `training.dataset_type`.
  var fieldName: String { get }
}

extension TrainingOption {
  /// The name without the package.
  var shortName: String {
    fieldName.split(separator: ".").last.map(String.init) ?? fieldName
  }
}

extension MessageExtension: TrainingOption {}
