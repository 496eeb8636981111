import Foundation
import TrainingManifest

/// Makes prices, and holds paid calls to them.
struct PriceContract: Sendable {
  let rules: PriceRules
  let trainer: any Trainer
  let methods: MethodTable
  let directory: DataDirectory
  let pool: WorkPool

  /// What a price is asked for.
  enum Work: Sendable {
    /// Validating what a link leads to or, without one, the dataset at hand or an upload.
    case validation(LinkedDataset?)
    case training
  }

  /// Makes a price.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/trainerFailed`` if there is none, or
  ///   with ``ProviderError/Code/unknownMethod``.
  func quote(_ work: Work, for model: StoredModel) async throws -> Quote {
    let trainable = TrainableModel(model, method: try methods.method(of: model))
    let dataset = model.dataset.map(directory.dataset)
    let price = rules.lifetime == nil ? 0 : try await ask(work, trainable, dataset)
    return Quote(price: price, link: work.link, datasetFile: model.dataset?.file)
  }

  /// Refuses a paid call unless the price that the consumer pays is the right one.
  ///
  /// - Returns: the quote to use up; `nil` if everything is free.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/priceNotQuoted``; as
  ///   ``quote(_:for:)``.
  func require(_ work: Work, of model: StoredModel) async throws -> Quote? {
    guard let lifetime = rules.lifetime else { return nil }
    guard let quote = work.quote(of: model) else {
      throw refusal("no price was asked for since the last paid call", work, model)
    }
    // By bytes: strings that differ in them can be equal.
    guard quote.link.utf8.elementsEqual(work.link.utf8) else {
      throw refusal("the price of \(quote.price) was for another link", work, model)
    }
    guard quote.datasetFile == model.dataset?.file else {
      throw refusal("the price of \(quote.price) was for another dataset", work, model)
    }
    guard Date().timeIntervalSince(quote.date) <= lifetime / .seconds(1) else {
      throw refusal("the price of \(quote.price) is older than \(lifetime)", work, model)
    }
    let now = try await self.quote(work, for: model)
    guard now.price == quote.price else {
      throw refusal("the price was \(quote.price) and is \(now.price) now", work, model)
    }
    return quote
  }

  private func ask(
    _ work: Work, _ model: TrainableModel, _ dataset: TrainingDataset?
  ) async throws -> UInt64 {
    do {
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
        .trainerFailed, "the provider cannot tell the price; try again later", cause: error)
    }
  }

  private func refusal(_ reason: String, _ work: Work, _ model: StoredModel) -> ProviderError {
    ProviderError(
      .priceNotQuoted, "\(reason): ask with \(work.priceCall), then call again", modelID: model.id,
      status: model.status)
  }
}

extension PriceContract.Work {
  /// Claims the model for the work.
  func begin(_ model: inout StoredModel) throws(ProviderError) {
    switch self {
    case .validation(let link):
      try model.beginValidation(link: link?.link ?? "", linkedBytes: link?.byteCount)
    case .training:
      try model.beginTraining()
    }
  }

  /// The link that a quote is for.
  fileprivate var link: String {
    switch self {
    case .validation(let link): link?.link ?? ""
    case .training: ""
    }
  }

  fileprivate var priceCall: String {
    switch self {
    case .validation: "validate_model_price"
    case .training: "train_model_price"
    }
  }

  /// Refuses unless `quote` is still the last answer, and for the dataset at hand: what is claimed
  /// has to be what was looked at.
  ///
  /// - Parameter quote: what ``PriceContract/require(_:of:)`` found; `nil` if everything is free.
  func require(_ quote: Quote?, of model: StoredModel) throws(ProviderError) {
    guard let quote, self.quote(of: model) != quote || model.dataset?.file != quote.datasetFile
    else { return }
    throw ProviderError(
      .priceNotQuoted,
      "the model changed while it was looked at: ask with \(priceCall), then call again",
      modelID: model.id, status: model.status)
  }

  /// The last answer.
  fileprivate func quote(of model: StoredModel) -> Quote? {
    switch self {
    case .validation: model.validationQuote
    case .training: model.trainingQuote
    }
  }
}
