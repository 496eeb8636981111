import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The types that Swift finds by a simple name at a place inside declarations, before it looks among
/// the types at the top of files.
struct TypeScope: Hashable {
  /// The simple names.
  private var names: Set<String> = []

  /// The top of a file, where nothing is hidden.
  static let file = TypeScope()

  /// Whether a simple name means another type here than at the top of the file.
  func hides(_ name: some StringProtocol) -> Bool { names.contains(String(name)) }

  /// The scope inside `message`, which lies in this scope.
  func inside(_ message: Descriptor, by namer: SwiftProtobufNamer) -> TypeScope {
    var scope = self
    scope.names.formUnion(message.typeNames(by: namer))
    return scope
  }

  /// The scopes of an enum's own declarations, which has these types from the protocols that it
  /// conforms to.
  var insideEnum: TypeScope {
    var scope = self
    scope.names.formUnion(["RawValue", "AllCases"])
    return scope
  }

  /// The scopes of the stubs and guards of `services`: one scope that has the names of all of them,
  /// because the renderer of stubs takes one name for a type.
  init(stubsOf services: [ServiceDescriptor], by stubs: StubNames) {
    self.names = StubNames.types.union(services.flatMap(\.methods).map(stubs.type))
  }

  private init() {}
}

extension Descriptor {
  /// The names of the types that are declared in the message itself.
  fileprivate func typeNames(by namer: SwiftProtobufNamer) -> [String] {
    let types = messages.filter { !$0.options.mapEntry }
    return types.map { namer.relativeName(message: $0) }
      + enums.map { namer.relativeName(enum: $0) }
      + realOneofs.map { namer.relativeName(oneof: $0) } + ["Extensions"]
  }
}
