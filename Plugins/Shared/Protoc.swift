import Foundation

/// The installed protobuf compiler.
enum Protoc {
  /// Finds the program in `PROTOC_PATH` or, if that isn't set, `protoc` on the PATH.
  static func find() throws -> URL {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["PROTOC_PATH"] {
      guard FileManager.default.isExecutableFile(atPath: path) else {
        throw PluginError(
          "PROTOC_PATH is \(path), which isn't an executable file; set it to the path of protoc")
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

/// A problem that the user has to fix before code can be generated.
struct PluginError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
