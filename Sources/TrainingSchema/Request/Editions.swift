public import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// The editions of protobuf that SwiftProtobufPluginLibrary can read.
public enum Editions {
  /// The oldest and the newest edition.
  public static var supported: ClosedRange<Google_Protobuf_Edition> {
    DescriptorSet.bundledEditionsSupport
  }

  /// Finds files of other editions. `protoc` itself asks the plugin which editions it supports, so
  /// this check is for requests from other tools.
  static func check(_ files: [Google_Protobuf_FileDescriptorProto]) -> [Diagnostic] {
    files.filter { !isReadable($0) }.map { file in
      Diagnostic(
        .error, ruleID: "edition", at: SourceLocation(file: file.name),
        "the syntax or edition of this file isn't supported; use an edition up to "
          + "\(supported.upperBound.rawValue), proto3 or proto2")
    }
  }

  private static func isReadable(_ file: Google_Protobuf_FileDescriptorProto) -> Bool {
    guard file.hasEdition else { return ["", "proto2", "proto3"].contains(file.syntax) }
    // Features of the next edition that are being tested are resolved as those of the newest one.
    return supported.contains(file.edition) || file.edition == .unstable
  }
}
