import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// The names of what stubs and guards declare for services and methods.
///
/// They are those of gRPC Swift's own generator, so that code written against its stubs finds the same
/// names. Where these can't be declared, or would hide what stubs refer to, `Service` or `Method` is
/// appended, as SwiftProtobuf appends `Message` and `Enum` to the names of types.
struct StubNames {
  /// The types in the namespace of a service, and the type parameters and type aliases of its
  /// members.
  static let types: Set = [
    "Client", "ClientProtocol", "GuardedServiceProtocol", "Input", "Method", "Output", "Result",
    "ServiceProtocol", "SimpleGuardedServiceProtocol", "SimpleServiceProtocol",
    "StreamingServiceProtocol", "Training", "Transport",
  ]

  private let modules: Set<String>

  init(_ modules: ModuleNames) {
    self.modules = modules.all
  }

  /// A service's type.
  ///
  /// - Parameters:
  ///   - service: the service.
  ///   - prefix: the prefix of its package, with which the type's name begins.
  func type(of service: ServiceDescriptor, prefix: String) -> String {
    let name = prefix + service.name
    // Only services with training methods have a namespace `Training` inside them.
    let isTraining = service.methods.contains { TrainingMethod($0) != nil }
    let isReserved =
      (Self.types.contains(name) && (name != "Training" || isTraining)) || modules.contains(name)
      || SwiftWords.standardTypes.contains(name) || SwiftWords.cannotBeMembers.contains(name)
      || SwiftWords.isKeyword(name) || SwiftWords.typeModifiers.contains(name)
      || SwiftWords.variables.contains(name)
    // If another service has the longer name, ``TopLevelNames`` refuses both.
    return isReserved ? name + "Service" : name
  }

  /// The type in a service's namespace that stands for a method.
  func type(of method: MethodDescriptor) -> String {
    let name = Self.disambiguated(method.name, "Method") { name in
      name == "descriptors" || name == "Sendable" || modules.contains(name)
        || SwiftWords.cannotBeMembers.contains(name)
    }
    return SwiftWords.escaped(name)
  }

  /// The function that calls or handles a method.
  func function(of method: MethodDescriptor) -> String {
    let name = Self.disambiguated(FunctionName.of(method: method.name), "Method") { name in
      // Calls of an asynchronous function `self` draw a warning if it runs on its caller's actor.
      name == "self" || SwiftWords.cannotBeMembers.contains(name)
    }
    return SwiftWords.escaped(name)
  }

  /// The constant that holds what a proto says about a training method.
  func metadata(of method: MethodDescriptor) -> String {
    let name = Self.disambiguated(FunctionName.of(method: method.name), "Method") { name in
      name == "methods" || SwiftWords.cannotBeMembers.contains(name)
    }
    return SwiftWords.escaped(name)
  }

  /// The name, with `suffix` if it is reserved. Names that end in the suffix are treated by what
  /// comes before it, or `get` and `getMethod` could become one name.
  private static func disambiguated(
    _ name: String, _ suffix: String, ifReserved isReserved: (String) -> Bool
  ) -> String {
    var stem = Substring(name)
    while stem.hasSuffix(suffix) { stem = stem.dropLast(suffix.count) }
    return isReserved(String(stem)) ? name + suffix : name
  }
}
