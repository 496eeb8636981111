import Foundation
import GRDB

/// A registry that is filled without calls.
struct ManyModelsFile {
  /// An address on the lists of half of all models.
  static let frequentAddress = "0xfrequent"

  private let file: URL

  /// - Parameter directory: the data directory with the registry.
  init(_ directory: URL) {
    file = directory.appendingPathComponent("models.sqlite")
  }

  /// The identifier of a model. Like random ones, those of successive models aren't neighbours.
  static func id(_ number: Int) -> String {
    String(format: "%08x-0000-4000-8000-%012x", number * 2_654_435_761 & 0xFFFF_FFFF, number)
  }

  /// The size of the file in bytes.
  var size: Int {
    get throws {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }
  }

  /// Creates trained models as copies of a new one, each with an address and the history of its
  /// training.
  func fill(with count: Int, like first: String) async throws {
    let database = try DatabaseQueue(path: file.path)
    // Rows that aren't in order touch most pages, which have to fit into memory.
    try await database.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA cache_size = -1500000; PRAGMA synchronous = OFF")
    }
    try await database.write { database in
      try database.execute(
        sql: """
          CREATE TEMP TABLE number AS
          WITH RECURSIVE numbers(value) AS
            (SELECT 0 UNION ALL SELECT value + 1 FROM numbers WHERE value < ? - 1)
          SELECT value,
            printf('%08x-0000-4000-8000-%012x', (value * 2654435761) & 4294967295, value) AS id
          FROM numbers
          """, arguments: [count])
      let columns = try database.columns(in: "model").map(\.name)
      let values = columns.map { Self.values[$0] ?? "model.\"\($0)\"" }
      try database.execute(
        sql: """
          INSERT INTO model (\(columns.map { "\"\($0)\"" }.joined(separator: ", ")))
          SELECT \(values.joined(separator: ", ")) FROM number, model WHERE model.id = ?
          ORDER BY number.value
          """, arguments: [first])
      try database.execute(sql: Self.addresses, arguments: [Self.frequentAddress])
      for (revision, (old, new, reason)) in Self.history.enumerated() {
        try database.execute(
          sql: """
            INSERT INTO transition
            SELECT id, ?, '2026-11-29 10:00:00.000', ?, ?, ?, FALSE FROM number
            """, arguments: [revision, old, new, reason])
      }
    }
    try await database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try database.close()
  }

  /// Reads models as the provider does, and measures the time of the processor, which other programs
  /// don't affect.
  ///
  /// - Returns: the time for each model.
  func readTime(of ids: [String]) async throws -> Duration {
    var configuration = Configuration()
    configuration.readonly = true
    let database = try DatabaseQueue(path: file.path, configuration: configuration)
    return try await database.read { database in
      let begin = processorTime()
      for id in ids {
        _ = try Row.fetchOne(database, sql: "SELECT * FROM model WHERE id = ?", arguments: [id])
        _ = try String.fetchAll(
          database, sql: "SELECT address FROM model_address WHERE model_id = ?", arguments: [id])
      }
      return .nanoseconds(processorTime() - begin) / ids.count
    }
  }

  /// The time of the processor that this thread has used, in nanoseconds.
  private func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  private static let values = [
    "id": "number.id", "status": "'READY_TO_USE'", "revision": "4",
    "name": "'model ' || number.value", "description": "'A model for speech, in three words.'",
    "dataset_file": "number.id || '/1f8k2m3n4p5q6-1r7s8t9u0v1w2'",
    "dataset_name": "'recordings.zip'", "dataset_bytes": "1048576",
    "artefacts": "number.id || '/1f8k2m3n4p5q6-2r7s8t9u0v1w2'", "artefact_bytes": "2097152",
  ]

  private static let addresses = """
    INSERT INTO model_address (model_id, position, address, normalized, method_name, service_name)
    SELECT id, 0, address, address, 'stt', 'ExampleService' FROM (
      SELECT id, iif(value % 2 = 0, ?, printf('0x%040x', value)) AS address FROM number)
    """

  private static let history: [(String?, String, String)] = [
    (nil, "CREATED", "the model was created"),
    ("CREATED", "VALIDATING", "an upload began"),
    ("VALIDATING", "VALIDATED", "the dataset was accepted"),
    ("VALIDATED", "TRAINING", "a training began"),
    ("TRAINING", "READY_TO_USE", "the training ended"),
  ]
}
