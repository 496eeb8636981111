import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Files in proto2 or of an edition have shapes (groups, required fields, closed enums) for which no
/// code is generated yet; generating less than the file says would lose data.
public enum Proto3Only: Rule {
  public static let summary = RuleSummary(
    "proto3-only", .error,
    reason: "The file is proto2 or uses editions.",
    affects: "Generated messages would lose data.",
    remedy: "Say syntax = \"proto3\"; or generate manifests alone with Swift=false.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Finding] {
    guard file.edition != .proto3 else { return [] }
    let found = file.edition == .proto2 ? "is proto2" : "uses editions"
    return [
      Finding(
        at: SourcePlace(of: file),
        "this file \(found); Swift is only generated for proto3, so say: syntax = \"proto3\"; "
          + "or ask for manifests alone: Swift=false")
    ]
  }
}
