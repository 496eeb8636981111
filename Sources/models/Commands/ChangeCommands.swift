import ArgumentParser
import TrainingProtos
import TrainingProvider
import TrainingRuntime

struct FailCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "fail", abstract: "End the upload, the validation or the training of a model.",
    discussion: """
      The model becomes ERRORED or, if it was trained before, READY_TO_USE again, and the reason is \
      stored as that of a failure. Consumers are charged for work that fails; see retry.
      """)

  @OptionGroup var options: OperatorOptions
  @Argument(help: "The model's identifier.") var id: String
  @Option(help: "Why, for the model's history and for its consumer.") var reason: String

  func validate() throws {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("--reason has to say something")
    }
  }

  func answer() async throws -> any Answer {
    let operations = try await operations()
    return Change(
      try await operations.fail(id, reason: reason), isServed: try await operations.isServed)
  }
}

struct RetryCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Begin the work of a model that failed once more.",
    discussion: """
      The consumer was charged when the work began, and isn't charged again: a retry is a gift of \
      the provider's. It uses up no price that the consumer has asked for.

      After a failed training, an ERRORED model is validated again first, and the training follows by \
      itself. Work can't be retried if its dataset is gone: after a failed upload, for example, or if \
      the dataset was rejected. The consumer has to send it again then.
      """)

  @OptionGroup var options: OperatorOptions
  @Argument(help: "The model's identifier.") var id: String

  func answer() async throws -> any Answer {
    let operations = try await operations()
    return Change(try await operations.retry(id), isServed: try await operations.isServed)
  }
}

struct DeleteCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a model and its files permanently.",
    discussion: """
      The model stays in the registry as DELETED, with its history, because the marketplace goes on \
      asking for it.
      """)

  @OptionGroup var options: OperatorOptions
  @Argument(help: "The model's identifier.") var id: String

  func answer() async throws -> any Answer {
    let operations = try await operations()
    return Change(try await operations.delete(id), isServed: try await operations.isServed)
  }
}

/// The answer of commands that change a model.
private struct Change: Answer {
  let id: String
  let oldStatus: String
  let newStatus: String

  /// Whether a provider runs, which takes over the change within seconds.
  let isServed: Bool

  init(_ update: ModelUpdate, isServed: Bool) {
    id = update.after.id
    oldStatus = update.before.status.protoName
    newStatus = update.after.status.protoName
    self.isServed = isServed
  }

  var text: String {
    guard oldStatus != newStatus else { return "\(id) is \(newStatus) already" }
    let next =
      isServed
      ? "The running provider takes this over within seconds."
      : "No provider runs; the next one to start takes this over."
    return "\(id) was \(oldStatus) and is \(newStatus) now. \(next)"
  }
}
