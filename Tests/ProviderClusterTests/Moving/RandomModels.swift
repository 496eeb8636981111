import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// A data directory with models in every state, with histories, changes by operators and files.
struct RandomModels {
  let directory: URL
  let registry: SQLiteModelRegistry

  /// - Parameters:
  ///   - count: how many models there are.
  ///   - seed: determines the models.
  static func make(
    _ count: Int, seed: UInt64, in directory: URL
  ) async throws -> RandomModels {
    let data = DataDirectory(
      root: directory, files: WorkPool("files", threads: 1, maxWaiting: 64))
    try await data.create()
    let registry = try SQLiteModelRegistry(file: data.registry)
    try await data.bind(to: registry, acceptsAnother: false)
    let models = RandomModels(directory: directory, registry: registry)
    var random = SeededRandom(seed: seed)
    for number in 0..<count { try await models.add(number, &random) }
    return models
  }

  private func add(_ number: Int, _ random: inout SeededRandom) async throws {
    // Later models have smaller identifiers, so that the orders differ.
    let id = "model-\(9999 - number)"
    let start = Date(timeIntervalSince1970: 1_790_000_000 + Double(number) * 1.234567)
    var model = StoredModel(
      id: id, name: random.text(), description: random.text(), serviceName: "Service",
      methodName: random.one(of: ["stt", "tts"]),
      addressList: (0..<Int.random(in: 0..<4, using: &random)).map { _ in
        random.one(of: ["0xA", "0xa", " 0xB ", "0xc", "ü/%"])
      },
      isPublic: random.once(in: 2), organizationID: random.text(), serviceID: random.text(),
      groupID: random.text(), createdAt: start)
    model.trainingQuote = random.optional { _ in Quote(price: .max, datasetFile: "x", date: start) }
    try await registry.insert(model, limit: nil)
    for step in 0..<Int.random(in: 0..<12, using: &random) {
      let date = start.addingTimeInterval(Double(step + 1) * 77.7654321)
      let drawn = random.next()
      try await registry.update(id) { model in
        var random = SeededRandom(seed: drawn)
        try Self.change(&model, at: date, &random)
      }
    }
    // Some histories are longer than what is kept.
    if random.once(in: 25) {
      for _ in 0..<220 { try await registry.update(id) { try Self.validateAgain(&$0) } }
    }
    let stored = try #require(try await registry.storedModel(withID: id))
    try write(stored, &random)
  }

  private static func validateAgain(_ model: inout StoredModel) throws {
    let next = StatusTransitions.table[model.status, default: []].first { $0 != .deleted }
    if let next { try model.move(to: next) }
  }

  private static func change(
    _ model: inout StoredModel, at date: Date, _ random: inout SeededRandom
  ) throws {
    let next = StatusTransitions.table[model.status, default: []]
      .filter { $0 != .deleted || random.once(in: 4) }
    if !next.isEmpty {
      if random.once(in: 10) {
        try model.delete()
      } else {
        try model.move(to: random.one(of: next), because: random.text(), at: date)
      }
    }
    guard model.status != .deleted else {
      if random.once(in: 2) { model.attributeTransitionsToOperator() }
      return
    }
    model.dataset = random.optional { Self.dataset(of: model.id, &$0) }
    let candidate = Self.dataset(of: model.id, &random)
    let isSame = random.once(in: 3)
    model.candidate = random.once(in: 3) ? nil : isSame ? model.dataset : candidate
    model.artefacts = random.optional { "\(model.id)/\($0.next())" }
    model.artefactBytes = model.artefacts == nil ? 0 : 17
    model.savedCheckpoints = random.optional {
      SavedCheckpoints(name: "\(model.id)/\($0.next())", byteCount: 6)
    }
    model.trainingDataLink = random.text()
    model.linkedBytes = random.optional { $0.next() >> 1 }
    model.validationQuote = random.optional {
      Quote(price: $0.next(), link: $0.text(), datasetFile: $0.optional { $0.text() }, date: date)
    }
    model.failureReason = random.optional { $0.text() }
    model.isDatasetRefused = random.once(in: 2)
    model.failedWork = random.optional {
      let link = $0.text()
      return $0.one(of: [.validation, .training, .link(link)])
    }
    model.trainsAfterValidation = random.once(in: 2)
    model.datasetDroppedAt = random.optional { _ in date }
    model.hasRunningJob = random.once(in: 2)
    model.jobStart = random.optional { _ in date }
    model.attempts = Int.random(in: 0..<3, using: &random)
    model.suspicions = Int.random(in: 0..<3, using: &random)
    model.fence = max(model.fence, Int64.random(in: 0..<9, using: &random))
    if random.once(in: 3) { model.attributeTransitionsToOperator() }
  }

  private static func dataset(
    of id: String, _ random: inout SeededRandom
  ) -> StoredDataset {
    StoredDataset(
      file: "\(id)/\(random.next())", name: random.text(),
      byteCount: UInt64.random(in: 0..<3000, using: &random))
  }

  /// Writes the files that a model refers to, but for a few.
  private func write(_ model: StoredModel, _ random: inout SeededRandom) throws {
    for dataset in [model.dataset, model.candidate].compactMap(\.self) where !random.once(in: 9) {
      try write(
        Data((0..<dataset.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }),
        "datasets/\(dataset.file)")
    }
    if let checkpoints = model.savedCheckpoints, !random.once(in: 9) {
      try write(Data("step 7".utf8), "saved-checkpoints/\(checkpoints.name)/state.bin")
    }
    guard let artefacts = model.artefacts, !random.once(in: 9) else { return }
    try write(Data("weights".utf8), "artefacts/\(artefacts)/weights.bin")
    try write(Data("text and 1".utf8), "artefacts/\(artefacts)/more/text.txt")
    let link = directory.appendingPathComponent("artefacts/\(artefacts)/latest")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "more/text.txt")
  }

  private func write(_ data: Data, _ path: String) throws {
    let file = directory.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }
}

extension SeededRandom {
  fileprivate mutating func text() -> String {
    one(of: [
      "", "text", "ünïcode 💡", "a\nline", "' OR 1=1 --", String(repeating: "long ", count: 99),
    ])
  }

  fileprivate mutating func optional<T>(_ make: (inout SeededRandom) -> T) -> T? {
    once(in: 3) ? nil : make(&self)
  }
}
