import Foundation
import PackagePlugin

/// The protos that come with the generator.
enum ShippedProtos {
  private static let path = "Sources/TrainingProtos/Protos"

  /// Their folder, in whichever package among `package` and its dependencies has them.
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
    throw PluginError("no package that \(package.displayName) depends on has training.proto")
  }
}
