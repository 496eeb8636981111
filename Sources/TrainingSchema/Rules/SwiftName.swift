import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Refuses declarations that would have the same name in generated Swift.
public enum SwiftName: Rule {
  public static let summary = RuleSummary(
    "swift-name", .error,
    reason: "Two declarations of one scope get the same Swift name.",
    affects: "Generated Swift, which would declare the name twice.",
    remedy:
      "Rename one of them; for declarations at the top of files, option swift_prefix suffices.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let namer = SwiftProtobufNamer()
    let messages = file.messages.flatMap(\.selfAndNested)
    let extensions = file.extensions + messages.flatMap(\.extensions)
    let inMessages = messages.flatMap { message in
      members(types(in: message, by: namer)) + clashes(types(in: message, by: namer))
        + clashes(properties(of: message, by: namer))
        + clashes(message.extensions.map { name($0, namer.relativeName(extensionField: $0)) })
    }
    return inMessages + clashes(ofAccessors: extensions, by: namer)
      + file.services.flatMap { clashes($0.methods.map(function)) }
  }

  /// A declaration and its name in Swift.
  private struct Name {
    let swiftName: String
    let protoName: String
    let place: SourcePlace
  }

  /// Finds the declarations whose Swift names others before them have.
  private static func clashes(_ names: [Name]) -> [Breach] {
    names.clashes(by: \.swiftName).map { name, other in
      Breach(
        at: name.place,
        "\(name.protoName) and \(other.protoName) have the same Swift name, \(name.swiftName); "
          + "rename one of them")
    }
  }

  /// Finds the types that have the name of a member that every message has.
  private static func members(_ types: [Name]) -> [Breach] {
    types.filter { $0.swiftName == "_protobuf_nameMap" }.map { type in
      Breach(
        at: type.place, "every message in Swift has a member \(type.swiftName) already; rename it")
    }
  }

  /// Finds the extensions of one message whose accessors have the name of another property.
  private static func clashes(
    ofAccessors extensions: [FieldDescriptor], by namer: SwiftProtobufNamer
  ) -> [Breach] {
    let extended = Dictionary(grouping: extensions) { $0.containingType.fullName }
    return extended.sorted { $0.key < $1.key }.flatMap { _, fields -> [Breach] in
      guard let message = fields.first?.containingType else { return [] }
      let properties = properties(of: message, by: namer)
      let accessors = fields.map {
        name($0, namer.messagePropertyNames(extensionField: $0).value)
      }
      return clashes(properties + accessors)
        + storage(accessors, in: message, with: properties.map(\.swiftName))
    }
  }

  /// Finds the accessors that have the name of a property in which generated code stores something.
  private static func storage(
    _ accessors: [Name], in message: Descriptor, with properties: [String]
  ) -> [Breach] {
    let own = ["fields", "protobuf_extensionFieldValues"]
    let stored = Set((own + properties).map { "_" + $0 })
    return accessors.filter { stored.contains($0.swiftName) }.map { accessor in
      Breach(
        at: accessor.place,
        "\(accessor.protoName) would get the Swift name \(accessor.swiftName), which"
          + " \(message.name) uses for its own storage; rename it or change swift_prefix")
    }
  }

  private static func types(in message: Descriptor, by namer: SwiftProtobufNamer) -> [Name] {
    let messages = message.messages.filter { !$0.options.mapEntry }
    return messages.map {
      Name(
        swiftName: namer.relativeName(message: $0), protoName: $0.name, place: SourcePlace(of: $0))
    }
      + message.enums.map {
        Name(
          swiftName: namer.relativeName(enum: $0), protoName: $0.name, place: SourcePlace(of: $0))
      }
      + message.realOneofs.map {
        Name(
          swiftName: namer.relativeName(oneof: $0), protoName: $0.name, place: SourcePlace(of: $0))
      }
  }

  private static func properties(of message: Descriptor, by namer: SwiftProtobufNamer) -> [Name] {
    let oneofs = message.realOneofs.map {
      Name(
        swiftName: namer.messagePropertyName(oneof: $0).name, protoName: $0.name,
        place: SourcePlace(of: $0))
    }
    let fields = message.fields.map { field in
      let names = namer.messagePropertyNames(field: field, prefixed: "", includeHasAndClear: false)
      return name(field, names.name)
    }
    return oneofs + fields
  }

  private static func name(_ field: FieldDescriptor, _ swiftName: String) -> Name {
    Name(swiftName: swiftName, protoName: field.name, place: SourcePlace(of: field))
  }

  private static func function(_ method: MethodDescriptor) -> Name {
    Name(
      swiftName: FunctionName.of(method: method.name), protoName: "rpc \(method.name)",
      place: SourcePlace(of: method))
  }
}

extension Descriptor {
  /// The message and all messages inside it, without the entries of maps.
  fileprivate var selfAndNested: [Descriptor] {
    [self] + messages.filter { !$0.options.mapEntry }.flatMap(\.selfAndNested)
  }
}
