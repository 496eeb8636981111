import ArgumentParser
import Foundation
import TrainingProvider

/// The options of every command.
struct OperatorOptions: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The provider's data directory.", completion: .directory)
  var dataDirectory = "."

  @Flag(help: "Write JSON.")
  var json = false

  var directory: URL { URL(fileURLWithPath: dataDirectory, isDirectory: true) }
}

/// A command of the program.
protocol OperatorCommand: AsyncParsableCommand {
  var options: OperatorOptions { get }

  /// Does what the command is for.
  ///
  /// - Returns: the answer.
  func answer() async throws -> any Answer
}

extension OperatorCommand {
  func run() async throws {
    do {
      let answer = try await answer()
      print(options.json ? try JSONText.make(answer) : answer.text)
    } catch let error as ProviderError {
      FileHandle.standardError.write(Data("models: \(Clipping.logLine(error.message))\n".utf8))
      throw ExitCode(Self.isAboutModels(error) ? 1 : 2)
    }
  }

  /// Opens the data directory.
  func operations() async throws -> ModelOperations {
    try await ModelOperations(dataDirectory: options.directory)
  }

  private static func isAboutModels(_ error: ProviderError) -> Bool {
    [.modelNotFound, .wrongStatus, .datasetMissing, .datasetRefused, .superseded]
      .contains(error.code)
  }
}

/// What a command answers: as JSON, or as text.
protocol Answer: Encodable {
  var text: String { get }
}
