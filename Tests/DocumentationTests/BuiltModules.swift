import Foundation
import TestSupport

/// The modules that the build has made.
enum BuiltModules {
  /// The flags with which a compiler finds them, and the modules of C that they are built over.
  static var flags: [String] {
    get throws {
      let products = URL(fileURLWithPath: BuiltProduct.path(""))
      let packages = try contents(of: BuiltProduct.scratch.appendingPathComponent("checkouts"))
      let targets = try packages.map { $0.appendingPathComponent("Sources") }.filter(isThere)
        .flatMap(contents)
      let maps =
        try contents(of: products).filter { !$0.lastPathComponent.hasSuffix("-tool.build") }
        + targets + [Repository.file("Sources/CArchive")]
      return ["-I", products.appendingPathComponent("Modules").path]
        + targets.map { $0.appendingPathComponent("include") }.filter(isThere)
        .flatMap { ["-Xcc", "-I\($0.path)"] }
        + maps.map { $0.appendingPathComponent("module.modulemap") }.filter(isThere)
        .flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
    }
  }

  private static func contents(of folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
  }

  private static func isThere(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.path)
  }
}
