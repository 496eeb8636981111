import Foundation
import SwiftProtobuf

/// A `protoc` with its include folder.
public struct ProtocInstallation: Sendable {
  /// The program.
  public let path: String

  /// More arguments, such as `--retain_options`.
  public let arguments: [String]

  public init(path: String, arguments: [String] = []) {
    self.path = path
    self.arguments = arguments
  }

  /// The folder with the well-known protos: that of a release, or of its package on PyPI.
  public var include: String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let candidates = ["../include", "../../include", "../_include", "include"]
      .map { folder.appendingPathComponent($0).standardizedFileURL.path }
    return candidates.first { FileManager.default.fileExists(atPath: "\($0)/google/protobuf") }
      ?? "/usr/include"
  }

  /// Runs `body` with a compiler that has a scratch folder of its own.
  public func withCompiler<T>(_ body: (Protoc) throws -> T) throws -> T {
    // Files that live for milliseconds needn't reach a disk.
    let memory = "/dev/shm"
    let parent =
      FileManager.default.isWritableFile(atPath: memory)
      ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
    let scratch = parent.appendingPathComponent("compiler-judge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    return try body(Protoc(at: path, arguments: arguments, scratch: scratch.path))
  }

  /// Reads the fields of descriptors from this compiler's own `descriptor.proto`.
  public func schema() throws -> DescriptorSchema {
    let name = "google/protobuf/descriptor.proto"
    let verdict = try withCompiler {
      try $0.verdict(on: CompilerInput(folders: [include], requested: [name]))
    }
    guard let descriptors = verdict.descriptors else {
      throw InstallationFailure(path: path, messages: verdict.messages)
    }
    return DescriptorSchema(try Google_Protobuf_FileDescriptorSet(serializedBytes: descriptors))
  }
}

/// A `protoc` that doesn't compile its own `descriptor.proto`.
struct InstallationFailure: Error, CustomStringConvertible {
  let path: String
  let messages: [CompilerMessage]

  var description: String {
    let said = messages.map { "\n\($0)" }.joined()
    return "\(path) doesn't compile google/protobuf/descriptor.proto:\(said)"
  }
}
