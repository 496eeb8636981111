import SwiftProtobufPluginLibrary

/// Names that mean something in Swift or in generated code, so that declarations can't have them.
enum SwiftWords {
  /// The types of the standard library and Foundation that generated code names without a module.
  static let standardTypes: Set = [
    "Any", "Bool", "Data", "Double", "Equatable", "Error", "Float", "Int", "Int32", "Int64",
    "Sendable", "String", "UInt32", "UInt64", "Void",
  ]

  /// Names that can't be the name of a member, not even in backticks.
  static let cannotBeMembers: Set = ["Protocol", "Type", "_"]

  /// Words that aren't keywords in declarations, but where a type is expected, so that types with
  /// these names are written in backticks.
  static let typeModifiers: Set = [
    "any", "await", "each", "nonisolated", "precedencegroup", "sending", "some",
  ]

  /// The variables and parameters in the bodies of generated functions, and the members of types that
  /// generated files extend. They are found before types.
  static let variables: Set = [
    "client", "context", "current", "currentVersion", "daemon", "decoder", "descriptor",
    "deserializer", "encode", "error", "fieldNumber", "guardOptions",
    "handleResponse", "hash", "hashValue", "json", "lhs", "manifestVersion", "message", "metadata",
    "methods", "modelGuard", "models", "newValue", "number", "options", "rawValue", "reader",
    "request", "response", "rhs", "router", "serializer", "sizes", "sources", "tag", "unknown",
    "value", "visitor", "writer",
  ]

  /// A type's name, relative or in full, with backticks where they are needed.
  static func escapedType(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.contains(where: { typeModifiers.contains(String($0)) }) else { return name }
    return parts.map { typeModifiers.contains(String($0)) ? "`\($0)`" : String($0) }
      .joined(separator: ".")
  }

  /// The name of a property, case or constant, as SwiftProtobuf's namer makes it, with backticks if it
  /// is the one keyword that the namer doesn't know.
  static func escapedMember(_ name: String) -> String {
    name == "precedencegroup" ? "`\(name)`" : name
  }

  /// Whether a name is a keyword that needs backticks in a declaration.
  static func isKeyword(_ name: String) -> Bool { keywords.contains(name) }

  /// The name as a declaration or expression writes it: in backticks if it is a keyword.
  static func escaped(_ name: String) -> String { isKeyword(name) ? "`\(name)`" : name }

  /// The name as the label of a parameter or argument, where few keywords need backticks.
  static func label(_ name: String) -> String {
    ["inout", "let", "var"].contains(name) ? "`\(name)`" : name
  }

  private static let keywords =
    swiftKeywordsUsedInDeclarations
    .union(swiftKeywordsUsedInStatements).union(swiftKeywordsUsedInExpressionsAndTypes)
    .union(["await", "precedencegroup"])
}
