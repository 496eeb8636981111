import Foundation
import PackagePlugin

/// The protos that come with the generator.
enum ShippedProtos {
  private static let path = "Sources/TrainingProtos/Protos"

  /// Finds their folder in `package` or one of its dependencies.
  static func folder(for package: Package) throws -> URL {
    var pending = [package]
    var seen: Set<String> = []
    while let next = pending.popLast() {
      guard seen.insert(next.id).inserted else { continue }
      let folder = next.directoryURL.appendingPathComponent(path)
      let proto = folder.appendingPathComponent("training.proto").path
      if FileManager.default.fileExists(atPath: proto) { return folder }
      pending += next.dependencies.map(\.package)
    }
    throw PluginError(
      "training.proto was not found in \(package.displayName) or its dependencies; add a "
        + "dependency on swift-training")
  }
}
