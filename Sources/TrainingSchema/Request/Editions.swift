public import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// The editions of protobuf whose features the library that reads descriptors can resolve.
public enum Editions {
  /// The oldest and the newest edition.
  public static var supported: ClosedRange<Google_Protobuf_Edition> {
    DescriptorSet.bundledEditionsSupport
  }

  /// Finds the files of other editions, which cannot even be read. `protoc` asks before it comes to
  /// that, so this is for requests that come from elsewhere.
  static func check(_ files: [Google_Protobuf_FileDescriptorProto]) -> [Diagnostic] {
    files.filter { !isReadable($0) }.map { file in
      Diagnostic(
        .error, ruleID: "edition", at: SourceLocation(file: file.name),
        "this file is of a syntax or edition that is not known here; editions go up to "
          + "\(supported.upperBound.rawValue)")
    }
  }

  private static func isReadable(_ file: Google_Protobuf_FileDescriptorProto) -> Bool {
    guard file.hasEdition else { return ["", "proto2", "proto3"].contains(file.syntax) }
    // What is tried out for the next edition is resolved as the newest one.
    return supported.contains(file.edition) || file.edition == .unstable
  }
}
