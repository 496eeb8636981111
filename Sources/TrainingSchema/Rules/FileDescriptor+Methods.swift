import SwiftProtobufPluginLibrary

extension FileDescriptor {
  /// Every method of every service, in the order of declaration.
  var methods: [MethodDescriptor] {
    services.flatMap(\.methods)
  }
}
