import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Opens registries that earlier versions have written.
@Suite struct ModelSchemaTests {
  /// A database of the first version as SQL.
  static let first = """
    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
    INSERT INTO grdb_migrations VALUES ('1: models');
    CREATE TABLE model (id TEXT NOT NULL PRIMARY KEY, status TEXT NOT NULL,
      revision INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
      service_name TEXT NOT NULL, method_name TEXT NOT NULL, is_public BOOLEAN NOT NULL,
      organization_id TEXT NOT NULL, service_id TEXT NOT NULL, group_id TEXT NOT NULL,
      created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, dataset_file TEXT,
      dataset_name TEXT, dataset_bytes INTEGER, training_data_link TEXT NOT NULL,
      validation_price TEXT, training_price TEXT, artefacts TEXT, failure_reason TEXT,
      attempts INTEGER NOT NULL);
    CREATE INDEX model_by_status ON model (status);
    CREATE TABLE model_address (model_id TEXT NOT NULL REFERENCES model (id),
      position INTEGER NOT NULL, address TEXT NOT NULL, normalized TEXT NOT NULL,
      PRIMARY KEY (model_id, position)) WITHOUT ROWID;
    CREATE INDEX model_address_by_address ON model_address (normalized);
    INSERT INTO model VALUES ('ready', 'READY_TO_USE', 4, 'n', 'd', 'ExampleService', 'stt', 1,
      'o', 's', 'g', '2026-01-01 00:00:00.000', '2026-01-02 00:00:00.000', 'ready/d', 'd.zip', 7,
      '', '5', '6', 'ready/a', NULL, 0);
    INSERT INTO model_address VALUES ('ready', 0, '0xAb', '0xab');
    INSERT INTO model VALUES ('checked', 'VALIDATING', 1, '', '', 'ExampleService', 'stt', 0,
      '', '', '', '2026-01-01 00:00:00.000', '2026-01-02 00:00:00.000', 'checked/d', 'd.zip', 7,
      '', NULL, NULL, NULL, NULL, 2);
    INSERT INTO model VALUES ('uploading', 'VALIDATING', 1, '', '', 'ExampleService', 'stt', 0,
      '', '', '', '2026-01-01 00:00:00.000', '2026-01-02 00:00:00.000', NULL, NULL, NULL,
      '', NULL, NULL, NULL, NULL, 0);
    INSERT INTO model VALUES ('linked', 'VALIDATING', 1, '', '', 'ExampleService', 'stt', 0,
      '', '', '', '2026-01-01 00:00:00.000', '2026-01-02 00:00:00.000', NULL, NULL, NULL,
      'https://example.com/x.zip', NULL, NULL, NULL, NULL, 1);
    """

  @Test func firstVersionIsUnderstood() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      let outcome = try await Command(
        "python3",
        [
          "-c", "import sqlite3,sys;sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])",
          file.path, Self.first,
        ]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let registry = try SQLiteModelRegistry(file: file)
      let identity = try await registry.identity()
      #expect(identity.count == 36)
      #expect(try await SQLiteModelRegistry(file: file).identity() == identity)

      let ready = try #require(try await registry.storedModel(withID: "ready"))
      #expect(ready.status == .readyToUse)
      #expect(ready.addressList == ["0xAb"])
      #expect(ready.dataset == StoredDataset(file: "ready/d", name: "d.zip", byteCount: 7))
      #expect(ready.isServing)
      #expect(ready.validationQuote == nil)
      #expect(ready.trainingQuote == nil)

      let checked = try #require(try await registry.storedModel(withID: "checked"))
      #expect(Job(of: checked)?.kind == .validation)
      #expect(checked.candidate == checked.dataset)
      #expect(checked.hasRunningJob)
      #expect(checked.attempts == 1)
      let uploading = try #require(try await registry.storedModel(withID: "uploading"))
      #expect(Job(of: uploading) == nil)
      let linked = try #require(try await registry.storedModel(withID: "linked"))
      #expect(Job(of: linked)?.kind == .fetch)

      #expect(try await registry.storedBytes() == 14)
      let counts = try await registry.usage().filter { $0.models > 0 }.map(\.models)
      #expect(counts == [3, 1])
      let error = await #expect(throws: ProviderError.self) {
        try await registry.insert(
          StoredModel(
            id: "new", serviceName: "ExampleService", methodName: "stt", addressList: ["0xAB"]),
          limit: UserLimit(maxModels: 1))
      }
      #expect(error?.code == .quotaExceeded)
      #expect(try await registry.history(ofModelWithID: "ready").isEmpty)
      try await registry.update("ready") { try $0.delete() }
      #expect(try await registry.history(ofModelWithID: "ready").map(\.revision) == [5])
    }
  }
}
