import ArgumentParser
import Foundation
import TrainingProvider

#if Cluster
  import EtcdStore
#endif

/// The options of every command.
struct OperatorOptions: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The provider's data directory.", completion: .directory)
  var dataDirectory = "."

  #if Cluster
    @OptionGroup(title: "Several machines") var cluster: ClusterOptions
  #endif

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
      let message = Clipping.logLine(error.message + Self.reason(of: error))
      FileHandle.standardError.write(Data("models: \(message)\n".utf8))
      throw ExitCode(Self.isAboutModels(error) ? 1 : 2)
    }
  }

  /// Opens the provider's registry.
  func operations() async throws -> ModelOperations {
    #if Cluster
      if let operations = try await options.cluster.operations() { return operations }
    #endif
    return try await ModelOperations(dataDirectory: options.directory)
  }

  /// What etcd says, which consumers aren't told.
  private static func reason(of error: ProviderError) -> String {
    #if Cluster
      if let cause = error.cause as? EtcdError { return " (\(cause.message))" }
    #endif
    return ""
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
