import Foundation
import TrainingManifest

/// Gives prices, and checks that paid calls were charged the right price.
struct Pricing: Sendable {
  let rules: PriceRules
  let trainer: any Trainer
  let methods: MethodTable
  let directory: DataDirectory
  let pool: WorkPool
  let metrics: ProviderMetrics
  /// Whether other providers with the same registry give prices, too, by clocks of their own.
  var isShared = false

  /// Work that has a price.
  enum Work: Sendable {
    /// Validating the dataset that a link leads to or, without a link, an upload or the current
    /// dataset.
    case validation(LinkedDataset?)
    case training
  }

  /// Asks the trainer for a price.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/trainerFailed`` if the trainer gives
  ///   none, or with ``ProviderError/Code/unknownMethod``.
  func quote(_ work: Work, for model: StoredModel) async throws -> Quote {
    let trainable = TrainableModel(model, method: try methods.method(of: model))
    let price = rules.lifetime == nil ? 0 : try await ask(work, trainable, of: model)
    return Quote(price: price, link: work.link, datasetFile: model.dataset?.file)
  }

  /// Refuses a paid call unless the price that the consumer was charged still holds.
  ///
  /// - Returns: the quote that the call uses up; `nil` if everything is free.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/priceNotQuoted``; as
  ///   ``quote(_:for:)``.
  func requireQuote(for work: Work, of model: StoredModel) async throws -> Quote? {
    guard let lifetime = rules.lifetime else { return nil }
    guard let quote = model[keyPath: work.quote] else {
      throw refusal("no price has been asked for since the last paid call", work, model)
    }
    // Compare bytes: two Swift strings can be equal although their bytes differ.
    guard quote.link.utf8.elementsEqual(work.link.utf8) else {
      throw refusal("the price of \(quote.price) was given for another link", work, model)
    }
    guard quote.datasetFile == model.dataset?.file else {
      throw refusal("the price of \(quote.price) was given for another dataset", work, model)
    }
    let age = Date().timeIntervalSince(quote.date)
    let seconds = lifetime / .seconds(1)
    guard age <= (isShared ? 2 * seconds : seconds) else {
      throw refusal("the price of \(quote.price) is older than \(lifetime)", work, model)
    }
    // The clock was set back, so the age isn't known. Dates are stored to the millisecond.
    guard age > (isShared ? -2 * seconds : -0.002) else {
      throw refusal(
        "the price of \(quote.price) was given at a later time by the provider's clock", work,
        model)
    }
    let now = try await self.quote(work, for: model)
    guard now.price == quote.price else {
      throw refusal("the price was \(quote.price) and is now \(now.price)", work, model)
    }
    return quote
  }

  private func ask(
    _ work: Work, _ model: TrainableModel, of stored: StoredModel
  ) async throws -> UInt64 {
    do {
      let opened = try await open(stored)
      defer { withExtendedLifetime(opened) {} }
      let dataset = opened?.dataset
      return try await pool.run {
        switch work {
        case .validation(let link):
          try await trainer.validationPrice(of: model, dataset: dataset, link: link)
        case .training:
          try await trainer.trainingPrice(of: model, dataset: dataset)
        }
      }
    } catch let error as ProviderError {
      throw error
    } catch {
      try Task.checkCancellation()
      throw ProviderError(
        .trainerFailed, "the provider can't give a price; try again later", cause: error)
    }
  }

  /// Makes the model's dataset readable for the trainer. If it is gone, a price can be given all the same,
  /// because the consumer may be about to send another one.
  private func open(_ model: StoredModel) async throws -> OpenDataset? {
    guard model.dataset != nil else { return nil }
    do {
      return try await directory.open(model.dataset, of: model)
    } catch let error as ProviderError where error.code == .datasetMissing {
      return nil
    }
  }

  private func refusal(_ reason: String, _ work: Work, _ model: StoredModel) -> ProviderError {
    metrics.quote(.quotesRefused, for: work.paidWork)
    return ProviderError(
      .priceNotQuoted, "\(reason): call \(work.priceCall), then try again", modelID: model.id,
      status: model.status)
  }
}

extension Pricing.Work {
  /// Claims the model for the work.
  func begin(_ model: inout StoredModel) throws(ProviderError) {
    switch self {
    case .validation(let link):
      try model.beginValidation(link: link?.link ?? "", linkedBytes: link?.byteCount)
    case .training:
      try model.beginTraining()
    }
  }

  /// The link that the work needs a quote for.
  fileprivate var link: String {
    switch self {
    case .validation(let link): link?.link ?? ""
    case .training: ""
    }
  }

  /// The work without its dataset.
  var paidWork: PaidWork {
    switch self {
    case .validation: .validation
    case .training: .training
    }
  }

  fileprivate var priceCall: String {
    switch self {
    case .validation: "validate_model_price"
    case .training: "train_model_price"
    }
  }

  /// Throws unless `quote` is still the model's last quote and was made for its current dataset.
  /// The model may have changed since the quote was checked.
  ///
  /// - Parameter quote: the result of ``Pricing/requireQuote(for:of:)``; `nil` if everything is
  ///   free.
  func requireUnchanged(_ quote: Quote?, of model: StoredModel) throws(ProviderError) {
    guard let quote,
      model[keyPath: self.quote] != quote || model.dataset?.file != quote.datasetFile
    else { return }
    throw ProviderError(
      .priceNotQuoted,
      "the model changed during the call: call \(priceCall), then try again",
      modelID: model.id, status: model.status)
  }

  /// The property of a model with its last quote for this kind of work.
  var quote: WritableKeyPath<StoredModel, Quote?> {
    switch self {
    case .validation: \.validationQuote
    case .training: \.trainingQuote
    }
  }
}
