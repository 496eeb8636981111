import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The names that Swift finds at a place inside declarations before it looks among the types at the top
/// of files: those of types, and in expressions those of properties and variables.
struct TypeScope {
  /// The simple names, but for those of properties.
  private var names: Set<String> = []

  /// The enclosing messages. The names of their properties are only worked out for a type whose name
  /// begins like that of a property.
  private var messages: [Descriptor] = []

  /// The top of a file, where nothing is hidden.
  static var file: TypeScope { TypeScope() }

  /// Whether a simple name means something else here than at the top of the file.
  func hides(_ name: String, by namer: SwiftProtobufNamer) -> Bool {
    if names.contains(name) { return true }
    guard let first = name.unicodeScalars.first, !("A"..."Z").contains(first) else { return false }
    return SwiftWords.variables.contains(name) && !messages.isEmpty
      || messages.contains { $0.propertyNames(by: namer).contains(name) }
  }

  /// The scope inside `message`, which lies in this scope.
  func inside(_ message: Descriptor, by namer: SwiftProtobufNamer) -> TypeScope {
    var scope = self
    let types = message.typeNames(by: namer)
    scope.names.formUnion(types)
    scope.names.insert(FieldsBox.typeName(besides: types))
    scope.messages.append(message)
    return scope
  }

  /// The scope inside the constants of `extensions`.
  func inside(constantsOf extensions: [FieldDescriptor], by namer: SwiftProtobufNamer) -> TypeScope
  {
    var scope = self
    scope.names.formUnion(extensions.map { namer.relativeName(extensionField: $0) })
    return scope
  }

  /// The scope of an enum's own declarations, which has these types from the protocols that it
  /// conforms to.
  var insideEnum: TypeScope {
    var scope = self
    scope.names.formUnion(["RawValue", "AllCases", "_protobuf_nameMap"])
    return scope
  }

  /// The scopes of the stubs and guards of `services`: one scope that has the names of all of them,
  /// because the renderer of stubs takes one name for a type.
  init(stubsOf services: [ServiceDescriptor], by stubs: StubNames) {
    self.names = StubNames.types.union(SwiftWords.variables).union(
      services.flatMap(\.methods).map(stubs.type))
  }

  private init() {}
}

extension Descriptor {
  /// The names of the types that are declared in the message itself.
  func typeNames(by namer: SwiftProtobufNamer) -> [String] {
    let types = messages.filter { !$0.options.mapEntry }
    return types.map { namer.relativeName(message: $0) }
      + enums.map { namer.relativeName(enum: $0) }
      + realOneofs.map { namer.relativeName(oneof: $0) } + ["Extensions"]
  }

  /// The names of the message's own properties, and of those that every message has.
  func propertyNames(by namer: SwiftProtobufNamer) -> [String] {
    let fields = fields.map {
      namer.messagePropertyNames(field: $0, prefixed: "", includeHasAndClear: false).name
    }
    return fields + realOneofs.map { namer.messagePropertyName(oneof: $0).name }
      + ["_protobuf_nameMap", "protoMessageName"]
  }
}
