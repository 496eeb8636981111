import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Files in proto2 or of an edition have shapes (groups, required fields, closed enums) for which no
/// code is generated yet; generating less than the file says would lose data.
public enum Proto3Only: Rule {
  public static let id = "proto3-only"

  public static func check(_ file: FileDescriptor) -> [Diagnostic] {
    guard file.edition != .proto3 else { return [] }
    let found = file.edition == .proto2 ? "is proto2" : "uses editions"
    return [
      Diagnostic(
        .error, ruleID: id, at: SourceLocation(of: file),
        "this file \(found); only proto3 is supported, so say: syntax = \"proto3\";")
    ]
  }
}
