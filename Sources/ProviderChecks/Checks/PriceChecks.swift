import TrainingProtos

extension Check {
  static let priceChecks = [
    validationPricesRepeat, trainingPricesRepeat, repeatedPrices, unpricedUpload, unpricedTraining,
    stalePrice,
  ]

  private static let validationPricesRepeat = Check(
    "prices/validation-stable", "The price of a validation is the same each time",
    habit: "The daemon compares what a consumer pays with the last answer of validate_model_price.",
    breaks: "Consumers, whose payment is refused when the price changes between two calls.",
    remedy: "Calculate the price from the model, its dataset and the link alone."
  ) { daemon in
    let id = try await daemon.newModel()
    try await requireEqual("validate_model_price") { try await daemon.validationPrice(of: id) }
  }

  private static let trainingPricesRepeat = Check(
    "prices/training-stable", "The price of a training is the same each time",
    habit: "The daemon compares what a consumer pays with the last answer of train_model_price.",
    breaks: "Consumers, whose payment is refused when the price changes between two calls.",
    remedy: "Calculate the price from the model and its dataset alone.", cost: .validations(1)
  ) { daemon in
    let id = try await daemon.validatedModel()
    try await requireEqual("train_model_price") { try await daemon.trainingPrice(of: id) }
  }

  private static let repeatedPrices = Check(
    "prices/repeated", "A price can be asked for several times before it is paid",
    habit: "The client asks for the price, and the daemon asks again when the call is paid for.",
    breaks: "Every consumer whose client shows the price first.",
    remedy: "Keep the last price that was asked for, and accept the paid call after any number.",
    cost: .validations(1)
  ) { daemon in
    let id = try await daemon.newModel()
    for _ in 1...3 { _ = try await daemon.validationPrice(of: id).response() }
    let answer = try await daemon.upload(Upload.numbered(daemon.subject.good, to: id))
    try await daemon.require(.validated, of: id, after: answer)
  }

  private static let unpricedUpload = Check(
    "prices/unpriced-upload", "An upload without a price is refused",
    habit: "The daemon charges 0 for an upload if nobody has asked for its price.",
    breaks: "You: consumers have datasets validated for nothing.",
    remedy: """
      Store that validate_model_price was asked for, and end upload_and_validate and \
      validate_model with FAILED_PRECONDITION otherwise, before any work.
      """,
    cost: .validations(1)
  ) { daemon in
    try await requireCharges(validationPrice(daemon), "validations")
    let id = try await daemon.newModel()
    let answer = try await daemon.upload(Upload.numbered(daemon.subject.good, to: id))
    try answer.refusal("its price was never asked for, so it is charged 0")
    let status = try await daemon.settledStatus(of: id)
    guard status != .validated, status != .readyToUse else {
      throw CheckStop.failed("the model is \(status.name), although the upload was refused")
    }
  }

  private static let unpricedTraining = Check(
    "prices/unpriced-training", "A training without a price is refused",
    habit: "The daemon charges 0 for a training if nobody has asked for its price.",
    breaks: "You: consumers train for nothing.",
    remedy: """
      Store that train_model_price was asked for, and end train_model with FAILED_PRECONDITION \
      otherwise, before any work.
      """,
    cost: .training
  ) { daemon in
    let priced = try await daemon.validatedModel()
    try requireCharges(try await daemon.trainingPrice(of: priced).response(), "trainings")
    let id = try await daemon.validatedModel()
    try await daemon.train(id).refusal("its price was never asked for, so it is charged 0")
  }

  private static let stalePrice = Check(
    "prices/stale", "The price of an empty model doesn't hold for a dataset",
    habit: """
      The daemon keeps the last price. One that was asked for before the upload is charged for the \
      dataset that comes later.
      """,
    breaks: "You: consumers train on large datasets for the price of an empty model.",
    remedy: """
      Store the dataset with the price. End train_model with FAILED_PRECONDITION if the dataset \
      has changed since train_model_price was asked for.
      """,
    cost: .training
  ) { daemon in
    let id = try await daemon.newModel()
    guard case .success(let early) = try await daemon.trainingPrice(of: id).result else { return }
    let other = try await daemon.validatedModel()
    let price = try await daemon.trainingPrice(of: other).response()
    guard early != price else {
      throw CheckStop.notApplicable("a training costs \(price), with a dataset or without")
    }
    let answer = try await daemon.paidUpload(Upload.numbered(daemon.subject.good, to: id))
    try await daemon.require(.validated, of: id, after: answer)
    try await daemon.train(id).refusal(
      "the last price, \(early), was asked for without a dataset. With it, the price is \(price)")
  }

  private static func validationPrice(_ daemon: Daemon) async throws -> UInt64 {
    try await daemon.validationPrice(of: daemon.newModel()).response()
  }

  private static func requireCharges(_ price: UInt64, _ what: String) throws {
    guard price > 0 else { throw CheckStop.notApplicable("\(what) are free") }
  }

  private static func requireEqual(
    _ method: String, _ ask: () async throws -> Answer<UInt64>
  ) async throws {
    var prices: [UInt64] = []
    for _ in 1...3 { prices.append(try await ask().response()) }
    guard Set(prices).count == 1 else {
      throw CheckStop.failed("\(method) answered \(prices) for the same model")
    }
  }
}
