import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// Runs each row of the table on the page "Prices".
@Suite struct PriceTableTests {
  static let rows: [Row] = {
    let page = Repository.file("Sources/TrainingProvider/Documentation.docc/Prices.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { Row(String($0)) }
  }()

  struct Row: CustomTestStringConvertible, Sendable {
    let steps: [String]
    let outcome: String

    /// Parses `| step → step | OUTCOME |`; `nil` for other lines.
    init?(_ line: String) {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
      guard cells.count >= 4, cells[1].contains("_") || cells[1].contains("→") else { return nil }
      steps = cells[1].components(separatedBy: " → ")
        .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `*")) }
      outcome = cells[2]
    }

    var testDescription: String { "\(steps.joined(separator: " → ")): \(outcome)" }
  }

  @Test func tableIsThere() {
    #expect(Self.rows.count >= 15)
  }

  /// Also with a trainer that charges the same for everything, so that the amount of a price
  /// doesn't reveal what it was made for.
  @Test(arguments: rows, [false, true])
  func orderOfCallsEndsAsThePageSays(_ row: Row, _ isFlat: Bool) async throws {
    let trainer = StubTrainer(isFlat: isFlat)
    let server = try LocalHTTPServer([
      "/a.zip": LocalHTTPServer.ok(ZipArchive.dataset()),
      "/b.zip": LocalHTTPServer.ok(ZipArchive.dataset(bytes: 200)),
    ])
    defer { server.stop() }
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      let model = ModelOnPage(
        id: id, test: test, trainer: trainer, registry: registry,
        base: "http://127.0.0.1:\(server.port)")
      for step in row.steps.dropLast() { _ = try await model.perform(step) }
      let before = try await test.stored(id)
      let outcome = try await model.outcome(of: try #require(row.steps.last))
      #expect(outcome == row.outcome)
      let isRefused = Training_Status.allCases.allSatisfy { $0.protoName != outcome }
      if isRefused { #expect(try await test.stored(id) == before) }
    }
  }

  private func run(
    trainer: StubTrainer, _ body: (ProviderUnderTest, FaultyRegistry) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      try await ProviderUnderTest.run(
        in: directory, trainer: trainer, fetcher: LinkTests.trusting, registry: registry
      ) { try await body($0, registry) }
    }
  }
}

/// Runs the steps of a row with one model.
private struct ModelOnPage {
  let id: String
  let test: ProviderUnderTest
  let trainer: StubTrainer
  let registry: FaultyRegistry
  let base: String

  /// The status in the answer to a call, or the reason of its refusal.
  func outcome(of step: String) async throws -> String {
    do {
      return try await perform(step)?.protoName ?? ""
    } catch let error as RPCError {
      let status = try #require(try error.unpackGoogleRPCStatus())
      return status.details.compactMap(\.errorInfo).first?.reason ?? ""
    }
  }

  func perform(_ step: String) async throws -> Training_Status? {
    switch step {
    case "validate_model_price": try await test.validationPrice(id)
    case "validate_model_price(a)": try await test.validationPrice(id, link: "\(base)/a.zip")
    case "train_model_price": try await test.trainingPrice(id)
    case "upload_and_validate":
      return try await test.send(Batches.python(id, ZipArchive.dataset()))
    case "validate_model": return try await test.validateAtOnce(id)
    case "validate_model(a)": return try await test.validateAtOnce(id, link: "\(base)/a.zip")
    case "validate_model(b)": return try await test.validateAtOnce(id, link: "\(base)/b.zip")
    case "an upload breaks off":
      _ = try? await test.send(Fault.lastLost.batches(ZipArchive.dataset(), to: id))
      #expect(try await test.status(id) == .errored)
    case "an upload is undone":
      try await undo { try await test.send(Batches.python(id, ZipArchive.dataset())) }
    case "a validation is undone": try await undo { try await test.validateAtOnce(id) }
    case "a training is undone": try await undo { try await test.trainAtOnce(id) }
    case "train_model": return try await test.trainAtOnce(id)
    case "delete_model": return try await test.delete(id)
    case "VALIDATED": try await test.reaches(id, .validated)
    case "READY_TO_USE": try await test.reaches(id, .readyToUse)
    case "the price rises": trainer.surcharge += 1
    case "the price expires":
      try await test.provider.models.update(id) { model in
        model.validationQuote?.date -= 60 * 60 + 1
        model.trainingQuote?.date -= 60 * 60 + 1
      }
    default: Issue.record("the page has a step that is not known here: \(step)")
    }
    return nil
  }

  /// Makes a call whose claim the registry stores, but for which it returns an error.
  private func undo(_ call: () async throws -> Training_Status) async throws {
    let status = try await test.status(id)
    registry.losesAnswers.open()
    try await expect(.resourceExhausted, "STORAGE_FULL") { try await call() }
    registry.losesAnswers.close()
    try await eventually("the claim stays") { (try? await test.status(id)) == status }
  }
}
