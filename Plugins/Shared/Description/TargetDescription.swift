import Foundation

/// What a plugin knows about a target, and the generator can't find out by itself.
///
/// The plugin writes it to a file when SwiftPM plans the build. Everything else, such as the settings,
/// is read by the generator when it runs.
struct TargetDescription: Codable, Equatable {
  /// A proto of the target.
  struct Proto: Codable, Equatable {
    /// The absolute path.
    var path: String

    /// The name of the Swift file that the build expects.
    var output: String
  }

  /// A target whose protos can be imported.
  struct Module: Codable, Equatable {
    /// The name by which Swift imports it.
    var name: String

    /// The absolute path of the folder with its sources.
    var folder: String

    /// Whether it's in the same package, so that declarations with `package` access are visible.
    var isInPackage: Bool
  }

  /// The name of the module.
  var module: String

  /// The absolute path of the folder with the target's sources.
  var folder: String

  /// The protos in the order of their paths.
  var protos: [Proto]

  /// The targets with protos on which the target depends, directly or not.
  var dependencies: [Module]

  /// Whether another target of the package with protos depends on this one.
  var isShared: Bool

  /// The folder with protobuf's own protos; `nil` if it wasn't found.
  var wellKnownProtos: String?

  /// The absolute paths of generated files that the target keeps in its folder.
  var committed: [String] = []

  /// The absolute paths of the files that make the build run the generator again.
  var inputs: [String] = []

  /// Writes the description, unless the file has it already.
  func write(to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let content = try encoder.encode(self)
    guard content != (try? Data(contentsOf: file)) else { return }
    try content.write(to: file, options: .atomic)
  }
}
