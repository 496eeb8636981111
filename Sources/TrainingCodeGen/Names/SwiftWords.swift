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
    .union(["await"])
}
