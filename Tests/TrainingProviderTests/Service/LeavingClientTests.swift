import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// The daemon refunds a call that it has given up, and doesn't learn its answer. So nothing counts or
/// begins for such a call.
@Suite struct LeavingClientTests {
  /// The calls for prices.
  enum PriceCall: CaseIterable, Sendable {
    case validation, training
  }

  /// The paid calls that begin work at once.
  enum PaidCall: CaseIterable, Sendable {
    case upload, validation, training
  }

  /// The daemon charges an earlier price, or 0, if it doesn't learn a new one.
  @Test(arguments: PriceCall.allCases)
  func priceIsNoQuoteIfItsClientLeft(_ price: PriceCall) async throws {
    let trainer = SlowPricer()
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      trainer.gate.close()
      let asked = trainer.asked.value
      let client = Client()
      let call = Task { try await client.ask(for: price, of: id, test) }
      try await eventually("the price is not asked for") { trainer.asked.value > asked }
      client.leave()
      trainer.gate.open()
      await #expect(throws: (any Error).self) { try await call.value }
      #expect(try await test.stored(id).quote(of: price) == nil)
      try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") {
        price == .training
          ? try await test.trainAtOnce(id) : try await test.validateAtOnce(id)
      }
    }
  }

  /// The client leaves while the quote is being stored.
  @Test(arguments: PriceCall.allCases)
  func storedPriceIsTakenBack(_ price: PriceCall) async throws {
    try await run { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      registry.nextAnswerDelay.change { $0 = .milliseconds(500) }
      let client = Client()
      let call = Task { try await client.ask(for: price, of: id, test) }
      try await eventually("the price is not stored") {
        try await test.stored(id).quote(of: price) != nil
      }
      client.leave()
      await #expect(throws: (any Error).self) { try await call.value }
      #expect(try await test.stored(id).quote(of: price) == nil)
    }
  }

  /// The quote is stored, but the registry returns an error, so the daemon gets no price.
  @Test(arguments: PriceCall.allCases)
  func priceWhoseStoringFailedIsTakenBack(_ price: PriceCall) async throws {
    try await run { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      registry.losesAnswers.open()
      await #expect(throws: (any Error).self) { try await Client().ask(for: price, of: id, test) }
      registry.losesAnswers.close()
      try await eventually("the quote stays") {
        try await test.stored(id).quote(of: price) == nil
      }
      try await eventually("the model stays unsettled") {
        (try? await test.status(id)) == .validated
      }
    }
  }

  /// An earlier answer that the daemon has received still counts.
  @Test func lostPriceSparesTheOneBefore() async throws {
    try await run { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      try await test.trainingPrice(id)
      let before = try await test.stored(id)
      registry.nextDelay.change { $0 = .milliseconds(500) }
      let client = Client()
      let call = Task { try await client.ask(for: .training, of: id, test) }
      try await eventually("the price is not stored") { registry.nextDelay.value == .zero }
      client.leave()
      await #expect(throws: (any Error).self) { try await call.value }
      #expect(try await test.stored(id) == before)
    }
  }

  /// The client leaves after the last check and before the claim is stored. Nothing changes.
  @Test(arguments: PaidCall.allCases)
  func workIsNotClaimedForAClientThatLeft(_ paid: PaidCall) async throws {
    let trainer = StubTrainer()
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      try await test.trainingPrice(id)
      try await test.validationPrice(id)
      let (before, begun) = (try await test.stored(id), trainer.validationsBegun)
      registry.nextDelay.change { $0 = .milliseconds(500) }
      let client = Client()
      let call = Task { try await client.pay(for: paid, of: id, test) }
      try await eventually("the claim is not stored") { registry.nextDelay.value == .zero }
      client.leave()
      await #expect(throws: (any Error).self) { try await call.value }
      #expect(try await test.stored(id) == before)
      #expect(try await test.status(id) == .validated)
      #expect(trainer.trainingsBegun == 0 && trainer.validationsBegun == begun)
    }
  }

  /// The paid calls with the statuses that allow them.
  static let claims: [(PaidCall, Training_Status)] = [
    (.upload, .created), (.upload, .validated), (.upload, .readyToUse), (.upload, .errored),
    (.validation, .validated), (.validation, .readyToUse), (.validation, .errored),
    (.training, .validated), (.training, .readyToUse),
  ]

  /// The client leaves while the claim is stored. The claim is undone, and no work begins. The
  /// daemon refunds the call, so the model loses nothing that was paid for before.
  @Test(arguments: claims)
  func storedClaimIsUndone(_ paid: PaidCall, _ status: Training_Status) async throws {
    let trainer = StubTrainer()
    try await run(trainer: trainer) { test, registry in
      let id = try await test.model(in: status)
      try await test.trainingPrice(id)
      try await test.validationPrice(id)
      let before = try await test.stored(id)
      let begun = [trainer.trainingsBegun, trainer.validationsBegun]
      registry.nextAnswerDelay.change { $0 = .milliseconds(500) }
      let client = Client()
      let call = Task { try await client.pay(for: paid, of: id, test) }
      try await eventually("the claim is not stored") {
        try await test.stored(id).status != status
      }
      client.leave()
      await #expect(throws: (any Error).self) { try await call.value }
      try await test.reaches(id, status)
      #expect(try await test.stored(id).isUndone(to: before))
      #expect([trainer.trainingsBegun, trainer.validationsBegun] == begun)
    }
  }

  /// An upload that is complete when its client leaves isn't validated.
  @Test func completeUploadIsNotValidatedForAClientThatLeft() async throws {
    let trainer = StubTrainer()
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      try await test.validationPrice(id)
      let (batches, source) = AsyncThrowingStream.makeStream(of: Training_UploadInput.self)
      let client = Client()
      let call = Task {
        try await test.provider.service.upload_and_validate(
          request: RPCAsyncSequence(wrapping: batches),
          context: client.context(Training_Model.Method.upload_and_validate.descriptor))
      }
      let all = Batches.python(id, ZipArchive.dataset())
      for batch in all.dropLast() { source.yield(batch) }
      try await test.reaches(id, .validating)
      registry.nextDelay.change { $0 = .milliseconds(500) }
      source.yield(all[all.count - 1])
      source.finish()
      try await eventually("the upload does not end") { registry.nextDelay.value == .zero }
      client.leave()
      await #expect(throws: (any Error).self) { try await call.value }
      try await test.reaches(id, .errored)
      #expect(trainer.validationsBegun == 0)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// The client never learns the identifier of its model, so the model mustn't count for the limit
  /// of models.
  @Test func modelThatNobodyKnowsIsDeleted() async throws {
    try await run { test, registry in
      registry.nextDelay.change { $0 = .milliseconds(500) }
      let client = Client()
      var request = Training_NewModel()
      request.grpcServiceName = "ExampleService"
      request.grpcMethodName = "stt"
      let call = Task { [request] in
        try await test.provider.service.create_model(
          request: request,
          context: client.context(Training_Model.Method.create_model.descriptor))
      }
      try await eventually("the model is not stored") { registry.nextDelay.value == .zero }
      client.leave()
      await #expect(throws: (any Error).self) { try await call.value }
      #expect(try await registry.storedModels(in: [.created]) == [])
    }
  }

  private func run(
    trainer: StubTrainer = StubTrainer(),
    _ body: (ProviderUnderTest, FaultyRegistry) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      try await ProviderUnderTest.run(in: directory, trainer: trainer, registry: registry) {
        try await body($0, registry)
      }
    }
  }
}

extension ProviderUnderTest {
  /// A model that has the given status. An ERRORED model has a good dataset and a failed training.
  fileprivate func model(in status: Training_Status) async throws -> String {
    guard status != .readyToUse else { return try await readyModel() }
    let id = try await create()
    if status != .created { try await uploaded(id) }
    if status == .errored {
      try await provider.models.update(id) { model in
        try model.beginTraining()
        try model.fail(ProviderError(.trainerFailed, "the reason"))
      }
    }
    try await reaches(id, status)
    return id
  }
}

extension StoredModel {
  fileprivate func quote(of price: LeavingClientTests.PriceCall) -> Quote? {
    price == .training ? trainingQuote : validationQuote
  }
}

/// A client that can leave during a call.
private struct Client: Sendable {
  private let call = ServerContext.RPCCancellationHandle()

  func leave() { call.cancel() }

  func context(_ method: MethodDescriptor) -> ServerContext {
    ServerContext(descriptor: method, remotePeer: "", localPeer: "", cancellation: call)
  }

  func ask(
    for price: LeavingClientTests.PriceCall, of id: String, _ test: ProviderUnderTest
  ) async throws {
    let service = test.provider.service
    switch price {
    case .validation:
      var request = Training_ValidateRequest()
      request.modelID = id
      _ = try await service.validate_model_price(
        request: request, context: context(Training_Model.Method.validate_model_price.descriptor))
    case .training:
      _ = try await service.train_model_price(
        request: test.modelID(id),
        context: context(Training_Model.Method.train_model_price.descriptor))
    }
  }

  func pay(
    for work: LeavingClientTests.PaidCall, of id: String, _ test: ProviderUnderTest
  ) async throws {
    let service = test.provider.service
    switch work {
    case .upload:
      let (batches, source) = AsyncThrowingStream.makeStream(of: Training_UploadInput.self)
      for batch in Batches.python(id, ZipArchive.dataset()) { source.yield(batch) }
      source.finish()
      _ = try await service.upload_and_validate(
        request: RPCAsyncSequence(wrapping: batches),
        context: context(Training_Model.Method.upload_and_validate.descriptor))
    case .validation:
      var request = Training_ValidateRequest()
      request.modelID = id
      _ = try await service.validate_model(
        request: request, context: context(Training_Model.Method.validate_model.descriptor))
    case .training:
      _ = try await service.train_model(
        request: test.modelID(id), context: context(Training_Model.Method.train_model.descriptor))
    }
  }
}
