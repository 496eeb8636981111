import SwiftProtobufPluginLibrary
import TrainingSchema

/// `training.proto`, whose Swift is shipped: users import it and never get a second copy.
enum ShippedProto {
  /// The module with the messages and options.
  static let messages = "TrainingProtos"

  /// The module with the service stubs.
  static let stubs = RuntimeNames.runtime

  /// Whether `file` is a copy of the shipped proto, under whatever path a user imports it.
  static func isShipped(_ file: FileDescriptor) -> Bool {
    file.isTrainingContract
  }
}
