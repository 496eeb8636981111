import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Whether a request is linked the way `protoc` links it.
///
/// The library that turns descriptors into a graph trusts them: a name that leads nowhere or an index
/// out of range ends the process. `protoc` never sends such a thing, but requests also come from other
/// tools and from files, so whatever is trusted there is looked at here first.
public enum RequestCheck {
  /// Every check there is, in the order in which a person would look for the faults.
  static let all: [any RequestRule.Type] = [
    FileNames.self, ChosenFiles.self, Imports.self, Identifiers.self, UniqueNames.self,
    FieldTypes.self, FieldNumbers.self, TypeReferences.self, Oneofs.self, MapEntries.self,
    EnumValues.self, EnumNames.self, NumberRanges.self, JSONNames.self, SwiftPrefixes.self,
  ]

  /// Finds every place in which the descriptors do not hold together.
  public static func check(
    _ request: Google_Protobuf_Compiler_CodeGeneratorRequest
  ) -> [Diagnostic] {
    let linked = LinkedRequest(request)
    return all.flatMap { rule in
      rule.faults(in: linked).map { $0.diagnostic(ruleID: "request.\(rule.name)") }
    }
  }
}
