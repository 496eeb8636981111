public import Foundation

/// The products of the build.
public enum BuiltProduct {
  /// The path of an executable of this package.
  public static func path(_ name: String) -> String {
    folder.appendingPathComponent(name).path
  }

  /// The folder of the whole build: `.build` by default.
  public static var scratch: URL {
    folder.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
  }

  private static var folder: URL {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent()
    #else
      return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    #endif
  }
}

/// Folders of this package.
public enum Repository {
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  public static func file(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// The files that people write in a folder, without generated and recorded ones.
  public static func writtenFiles(in path: String) -> [URL] {
    let root = file(path)
    var files = [root]
    let contents = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    while let url = contents?.nextObject() as? URL {
      if ["Generated", "Expected"].contains(url.lastPathComponent) { contents?.skipDescendants() }
      files.append(url)
    }
    return files.filter { file in
      ["swift", "md", "sh", "py"].contains(file.pathExtension)
        || file.deletingLastPathComponent().lastPathComponent == "Scripts" && !file.hasDirectoryPath
    }
  }
}

/// A Python with `grpcio` and `grpcio-tools`.
public enum TestPython {
  /// The path in `TRAINING_PYTHON`, which `Scripts/test` sets.
  public static var path: String? { ProcessInfo.processInfo.environment["TRAINING_PYTHON"] }
}
