import SwiftProtobufPluginLibrary

/// `training.proto`, whose Swift is shipped: users import it and never get a second copy.
enum ShippedProto {
  /// The proto package that is shipped, under whatever path a user imports it.
  static let package = "training"

  /// The module with the messages and options.
  static let messages = "TrainingProtos"

  /// The module with the service stubs.
  static let stubs = RuntimeNames.runtime

  /// Whether `file` is a copy of the shipped proto.
  static func isShipped(_ file: FileDescriptor) -> Bool {
    file.package == package && file.messages.contains { $0.name == "ModelID" }
  }
}
