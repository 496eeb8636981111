import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// The program `models` as a separate process.
struct ModelsProgram {
  let dataDirectory: URL

  /// Runs a command.
  func run(_ arguments: String...) async throws -> CommandOutcome {
    try await Command(
      BuiltProduct.path("models"), arguments + ["--data-directory", dataDirectory.path]
    ).run()
  }

  /// Runs a command that has to succeed, and returns its JSON.
  func json(_ arguments: String...) async throws -> [String: Any] {
    let outcome = try await Command(
      BuiltProduct.path("models"), arguments + ["--json", "-d", dataDirectory.path]
    ).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try #require(JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
  }
}

/// A data directory with models and without a provider.
struct ModelsDirectory {
  let program: ModelsProgram
  let registry: SQLiteModelRegistry

  /// Runs `body` with a directory with `count` new models, `model-0` and so on.
  static func with<T>(
    models count: Int, name: String = "model", _ body: (ModelsDirectory) async throws -> T
  ) async throws -> T {
    try await withTemporaryDirectory { directory in
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      for number in 0..<count {
        try await registry.insert(
          StoredModel(
            id: "model-\(number)", name: name, description: name, serviceName: "ExampleService",
            methodName: "stt", addressList: number == 0 ? ["0xAb"] : []), limit: nil)
      }
      return try await body(
        ModelsDirectory(program: ModelsProgram(dataDirectory: directory), registry: registry))
    }
  }
}
