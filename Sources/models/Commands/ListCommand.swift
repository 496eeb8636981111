import ArgumentParser
import TrainingProtos
import TrainingProvider
import TrainingRuntime

struct ListCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List models, the latest first.",
    discussion: """
      If there are more models than --limit, the last line says how to list the next ones.
      """)

  @OptionGroup var options: OperatorOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Only models with one of these statuses, for example errored or ready_to_use.",
      valueName: "status ..."),
    transform: Self.status)
  var status: [Training_Status] = []

  @Option(help: "Only models of this method, for example stt or ExampleService.stt.")
  var method: String?

  @Option(help: "Only models with this address on their list.")
  var address: String?

  @Option(help: "The time to sort by: created or updated.")
  var sort = ModelSelection.Order.created

  @Option(help: "How many models to list at most.")
  var limit = 50

  @Option(help: ArgumentHelp("Only models after this one in the list.", valueName: "id"))
  var after: String?

  func validate() throws {
    guard (1...10_000).contains(limit) else {
      throw ValidationError("--limit has to be from 1 to 10000")
    }
  }

  func answer() async throws -> any Answer {
    let page = try await operations().models(
      ModelSelection(
        statuses: status, method: method, address: address, order: sort, limit: limit,
        after: after))
    return ModelList(
      models: page.models.map(ModelRecord.init), next: page.hasMore ? page.models.last?.id : nil,
      sort: sort)
  }

  private static func status(_ name: String) throws -> Training_Status {
    let found = Training_Status.allCases.first { $0.protoName == name.uppercased() }
    guard let found else {
      let names = Training_Status.allCases.map { $0.protoName.lowercased() }
      throw ValidationError("\(name) isn't one of \(names.joined(separator: ", "))")
    }
    return found
  }
}

extension ModelSelection.Order: ExpressibleByArgument {}

/// The answer of `list`.
private struct ModelList: Answer {
  let models: [ModelRecord]

  /// The value of `--after` for the next page.
  let next: String?

  let sort: ModelSelection.Order

  private enum CodingKeys: CodingKey { case models, next }

  var text: String {
    let heading = ["ID", "STATUS", "METHOD", sort.rawValue.uppercased(), "SIZE", "NAME"]
    let table = Table(rows: [heading] + models.map(row))
    return [table.text, next.map { "more with --after \($0)" }].compactMap(\.self)
      .joined(separator: "\n")
  }

  private func row(_ model: ModelRecord) -> [String] {
    [
      model.id, model.status, Wording.foreign("\(model.service).\(model.method)", toBytes: 40),
      Wording.date(sort == .created ? model.createdAt : model.updatedAt),
      Quantity.bytes(model.bytes), Wording.foreign(model.name, toBytes: 40),
    ]
  }
}
