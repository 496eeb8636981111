import Foundation

/// The program that runs.
enum RunningProgram {
  /// The path of its file. The first argument is the name alone if the shell found the program on the
  /// `PATH`.
  static var path: String { Bundle.main.executablePath ?? CommandLine.arguments.first ?? "" }
}
