import Foundation
import TestSupport

/// The repositories that this package's own build has fetched, as a source for another package's:
/// nothing has to come over the network twice, or at all.
struct LocalDependencies: Decodable {
  private struct Pin: Decodable {
    let location: String
  }

  private let pins: [Pin]

  /// What this package's dependencies were resolved to.
  static let resolved = Repository.file("Package.resolved")

  /// Variables that have git take each dependency from the build folder.
  static func environment() throws -> [String: String] {
    let repositories = BuiltProduct.scratch.appendingPathComponent("repositories")
    let names = try FileManager.default.contentsOfDirectory(atPath: repositories.path)
    let pins = try JSONDecoder().decode(Self.self, from: Data(contentsOf: resolved)).pins
    let pairs = pins.compactMap { pin in
      names.first { Self.isClone($0, of: pin.location) }.map {
        (url: "file://\(repositories.appendingPathComponent($0).path)", location: pin.location)
      }
    }
    var environment = ["GIT_CONFIG_COUNT": "\(pairs.count)"]
    for (index, pair) in pairs.enumerated() {
      environment["GIT_CONFIG_KEY_\(index)"] = "url.\(pair.url).insteadOf"
      environment["GIT_CONFIG_VALUE_\(index)"] = pair.location
    }
    return environment
  }

  /// SwiftPM names a clone after its repository, a hyphen and a hash.
  private static func isClone(_ name: String, of location: String) -> Bool {
    let repository = location.split(separator: "/").last ?? ""
    let stem = repository.hasSuffix(".git") ? repository.dropLast(4) : repository
    return name.split(separator: "-").dropLast().joined(separator: "-") == stem
  }
}
