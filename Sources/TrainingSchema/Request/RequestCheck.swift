import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Checks whether the descriptors of a request are as consistent as those of `protoc`.
///
/// SwiftProtobufPluginLibrary, which links descriptors, trusts them: an unknown name or an index
/// out of range ends the process. `protoc` never sends such descriptors, but requests can also come
/// from other tools and from files. So everything that the library trusts is checked first.
public enum RequestCheck {
  /// All checks, in the order in which a person would look for the problems.
  static let all: [any RequestRule.Type] = [
    FileNames.self, ChosenFiles.self, Imports.self, Identifiers.self, UniqueNames.self,
    FieldTypes.self, FieldNumbers.self, TypeReferences.self, Oneofs.self, MapEntries.self,
    EnumValues.self, EnumNames.self, NumberRanges.self, JSONNames.self, SwiftPrefixes.self,
  ]

  /// Finds all inconsistencies of the descriptors.
  public static func check(
    _ request: Google_Protobuf_Compiler_CodeGeneratorRequest
  ) -> [Diagnostic] {
    let linked = LinkedRequest(request)
    return all.flatMap { rule in
      rule.faults(in: linked).map { $0.diagnostic(ruleID: "request.\(rule.name)") }
    }
  }
}
