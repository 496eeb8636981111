import Foundation

/// The program that runs.
enum RunningProgram {
  /// The path of its file. The first argument is the name alone if the shell found the program on the
  /// `PATH`, and the system doesn't know the path where `/proc` isn't mounted.
  static var path: String {
    if let path = Bundle.main.executablePath, !path.isEmpty { return path }
    let name = CommandLine.arguments.first ?? ""
    guard !name.contains("/") else { return name }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let files = folders.map { "\($0)/\(name)" }
    return files.first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
  }
}
