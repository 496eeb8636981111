import ArgumentParser
import Foundation
import TrainingProtos
import TrainingProvider
import TrainingRuntime

struct ShowCommand: OperatorCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a model with its history, quotes and files.",
    discussion: """
      The history has the first and the last 200 changes. Links are shown without their queries, \
      which may contain credentials.
      """)

  @OptionGroup var options: OperatorOptions
  @Argument(help: "The model's identifier.") var id: String

  func answer() async throws -> any Answer {
    let operations = try await operations()
    let model = try await operations.model(id)
    return ModelDetails(
      model, history: try await operations.history(of: id),
      files: try await operations.files(of: model))
  }
}

/// The answer of `show`.
private struct ModelDetails: Answer {
  let model: ModelRecord
  let revision: Int64
  let link: String?
  let quotes: [QuoteRecord]
  let files: [FileRecord]
  let history: [TransitionRecord]

  init(_ model: StoredModel, history: [ModelTransition], files: [ModelFile]) {
    self.model = ModelRecord(model)
    revision = model.revision
    link = model.trainingDataLink.isEmpty ? nil : LinkRedaction.redact(model.trainingDataLink)
    quotes = [
      model.validationQuote.map { QuoteRecord("validation", $0) },
      model.trainingQuote.map { QuoteRecord("training", $0) },
    ].compactMap(\.self)
    self.files = files.map(FileRecord.init)
    self.history = history.map(TransitionRecord.init)
  }

  var text: String {
    let parts: [(String, [[String]])] = [
      ("", properties), ("files", files.map(\.cells)), ("quotes", quotes.map(\.cells)),
      ("history", history.map(\.cells)),
    ]
    return parts.filter { !$0.1.isEmpty }.map { title, rows in
      (title.isEmpty ? "" : "\n\(title)\n") + Table(rows: rows).text
    }.joined(separator: "\n")
  }

  private var properties: [[String]] {
    let optional: [(String, String?)] = [
      ("link", link.map { Wording.foreign($0) }),
      ("failure", model.failureReason.map { Wording.foreign($0) }),
      ("can retry", model.retry),
      ("dataset", model.datasetDroppedAt.map { "removed on \(Wording.date($0))" }),
    ]
    return [
      ["id", model.id], ["status", model.status],
      ["method", Wording.foreign("\(model.service).\(model.method)")],
      ["name", Wording.foreign(model.name)], ["description", Wording.foreign(model.description)],
      ["created", Wording.date(model.createdAt)], ["updated", Wording.date(model.updatedAt)],
      ["public", model.isPublic ? "yes" : "no"],
      ["addresses", model.addresses.map { Wording.foreign($0) }.joined(separator: ", ")],
    ] + optional.compactMap { name, value in value.map { [name, $0] } }
  }
}

private struct QuoteRecord: Encodable {
  let work: String
  let price: UInt64
  let link: String?
  let datasetFile: String?
  let date: Date

  init(_ work: String, _ quote: Quote) {
    self.work = work
    price = quote.price
    link = quote.link.isEmpty ? nil : LinkRedaction.redact(quote.link)
    datasetFile = quote.datasetFile
    date = quote.date
  }

  var cells: [String] {
    [
      "  \(work)", "\(price)", Wording.date(date),
      Wording.foreign(link ?? datasetFile ?? "for an upload"),
    ]
  }
}

private struct FileRecord: Encodable {
  let role: String
  let path: String
  let name: String?
  let bytes: UInt64
  let isPresent: Bool

  init(_ file: ModelFile) {
    role = file.role.rawValue
    path = file.path
    name = file.name
    bytes = file.byteCount
    isPresent = file.isPresent
  }

  var cells: [String] {
    [
      "  \(role)", Quantity.bytes(bytes), path,
      (isPresent ? "" : "MISSING ") + Wording.foreign(name ?? "", toBytes: 80),
    ]
  }
}

private struct TransitionRecord: Encodable {
  let revision: Int64
  let date: Date
  let from: String?
  let to: String
  let reason: String
  let isByOperator: Bool

  init(_ transition: ModelTransition) {
    revision = transition.revision
    date = transition.date
    from = transition.oldStatus?.protoName
    to = transition.newStatus.protoName
    reason = transition.reason
    isByOperator = transition.isByOperator
  }

  var cells: [String] {
    [
      "  \(revision)", Wording.date(date), from ?? "–", "→ \(to)",
      (isByOperator ? "by hand: " : "") + Wording.foreign(reason),
    ]
  }
}
