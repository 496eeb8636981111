import Foundation
import TestSupport

/// The repositories that this package's build has fetched. Other packages can use them instead of
/// the network.
struct LocalDependencies: Decodable {
  private struct Pin: Decodable {
    let location: String
  }

  private let pins: [Pin]

  /// The resolved versions of this package's dependencies.
  static let resolved = Repository.file("Package.resolved")

  /// Environment variables that make git read each dependency from the build folder.
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

  /// SwiftPM names a clone after its repository, followed by a hyphen and a hash.
  private static func isClone(_ name: String, of location: String) -> Bool {
    let repository = location.split(separator: "/").last ?? ""
    let stem = repository.hasSuffix(".git") ? repository.dropLast(4) : repository
    return name.split(separator: "-").dropLast().joined(separator: "-") == stem
  }
}
