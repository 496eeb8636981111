import Foundation
import PackagePlugin

/// A run of the generator for each of a package's targets that have protos.
struct TargetRuns {
  let context: PluginContext

  /// The names of targets; all targets if there are none.
  let names: [String]

  /// Runs the generator for one target after the other, so that all problems are shown.
  ///
  /// - Parameter arguments: the generator's arguments for a target.
  /// - Throws: ``PluginError`` if one of the runs fails.
  func run(_ arguments: (any SourceModuleTarget) -> [String]) throws {
    let targets =
      names.isEmpty ? context.package.targets : try context.package.targets(named: names)
    let modules = targets.compactMap { $0.sourceModule }.filter { !$0.protos.isEmpty }
    guard !modules.isEmpty else {
      let places = targets.map { $0.directoryURL.path }.joined(separator: ", ")
      throw PluginError("there is no .proto file in \(places)")
    }
    let failed = try modules.filter { try !run($0, arguments($0)) }
    guard failed.isEmpty else {
      throw PluginError("see above for \(failed.map { $0.name }.joined(separator: ", "))")
    }
  }

  private func run(_ target: any SourceModuleTarget, _ arguments: [String]) throws -> Bool {
    let file = context.pluginWorkDirectoryURL.appendingPathComponent("\(target.name).json")
    try TargetDescription(target, in: context.package).write(to: file)
    let process = Process()
    process.executableURL = try context.tool(named: "swift-training").url
    process.arguments = ["target"] + arguments + [file.path]
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }
}
