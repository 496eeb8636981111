import Foundation

/// The protobuf compiler of this machine.
enum Protoc {
  /// The one that `PROTOC_PATH` names, else the first on the PATH.
  static func find() throws -> URL {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["PROTOC_PATH"] {
      guard FileManager.default.isExecutableFile(atPath: path) else {
        throw PluginError("PROTOC_PATH is \(path), which cannot be run")
      }
      return URL(fileURLWithPath: path)
    }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let candidates = folders.map {
      URL(fileURLWithPath: String($0)).appendingPathComponent("protoc")
    }
    guard
      let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else {
      throw PluginError(
        "protoc is neither on the PATH nor in PROTOC_PATH; on Debian: apt-get install "
          + "protobuf-compiler")
    }
    return found
  }
}

/// What the user has to mend before anything can be generated.
struct PluginError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
