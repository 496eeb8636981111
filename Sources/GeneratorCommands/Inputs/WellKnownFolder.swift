import Foundation

/// A folder with protobuf's own protos, such as `google/protobuf/timestamp.proto`.
struct WellKnownFolder: Hashable {
  /// The folder.
  let path: String

  /// What the folder belongs to, for people who wonder which protos were used.
  let origin: String

  /// The best folder for the running program. It is looked for when it is first needed.
  static let nearest = candidates(
    program: RunningProgram.path,
    environment: ProcessInfo.processInfo.environment,
    currentFolder: FileManager.default.currentDirectoryPath
  ).first

  /// Finds the folders that exist, the best first: those of swift-protobuf's checkout are of one
  /// version with the library that generated code uses. `Scripts/install` copies them.
  ///
  /// - Parameters:
  ///   - program: the path of the running program.
  ///   - environment: the variables `PROTOC_PATH` and `PATH` lead to an installed protoc.
  static func candidates(
    program: String, environment: [String: String], currentFolder: String
  ) -> [WellKnownFolder] {
    let checkouts = buildFolders(above: program) + ["\(currentFolder)/.build"]
    let own = checkouts.map { build in
      WellKnownFolder(
        path: "\(build)/checkouts/swift-protobuf/Sources/protobuf/protobuf/src",
        origin: "the checkout of swift-protobuf")
    }
    let copied = WellKnownFolder(
      path: folder(of: program).appendingPathComponent("../share/swift-training").standardized.path,
      origin: "installed with the program")
    let installed = protocs(environment).flatMap { protoc in
      let folder = folder(of: protoc)
      return ["../include", "../../include", "include"].map { include in
        WellKnownFolder(
          path: folder.appendingPathComponent(include).standardizedFileURL.path,
          origin: "the include folder of \(protoc)")
      }
    }
    return (own + [copied] + installed).filter(\.exists)
  }

  private var exists: Bool {
    FileManager.default.fileExists(atPath: "\(path)/google/protobuf/descriptor.proto")
  }

  /// The folders around the program in which SwiftPM may have built it.
  private static func buildFolders(above program: String) -> [String] {
    var folder = folder(of: program)
    var folders: [String] = []
    while folder.path != "/", folders.count < 8 {
      folders.append(folder.path)
      folder = folder.deletingLastPathComponent()
    }
    return folders
  }

  private static func folder(of program: String) -> URL {
    URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
  }

  private static func protocs(_ environment: [String: String]) -> [String] {
    let onPath = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/protoc" }
    return ([environment["PROTOC_PATH"]].compactMap(\.self) + onPath)
      .filter { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
