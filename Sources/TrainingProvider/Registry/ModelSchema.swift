import GRDB
import TrainingManifest
import TrainingProtos
import TrainingRuntime

/// The schema of ``SQLiteModelRegistry`` and its history. Never change a released migration; add a
/// new one below it.
enum ModelSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: models") { try $0.execute(sql: models) }
    migrator.registerMigration("2: quotes, candidates, identity") { database in
      try database.execute(sql: quotesAndCandidates)
      try database.execute(
        sql: "INSERT INTO registry (identity) VALUES (?)", arguments: [ModelIdentifier.random()])
    }
    migrator.registerMigration("3: starts of jobs") { database in
      try database.execute(sql: "ALTER TABLE model ADD COLUMN job_started_at DATETIME")
    }
    migrator.registerMigration("4: histories, retries, usage") { database in
      try database.execute(sql: histories)
      try database.execute(sql: retries)
      try database.execute(sql: addresses)
      try database.execute(sql: usage)
    }
    migrator.registerMigration("5: fences") { database in
      try database.execute(sql: "ALTER TABLE model ADD COLUMN fence INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("6: saved checkpoints") { database in
      try database.execute(sql: "ALTER TABLE model ADD COLUMN saved_checkpoints TEXT")
      try database.execute(sql: "ALTER TABLE model ADD COLUMN saved_checkpoint_bytes INTEGER")
    }
    return migrator
  }

  /// Prices are stored as text because they are unsigned, and SQLite's integers are signed.
  private static let models = """
    CREATE TABLE model (
      id TEXT NOT NULL PRIMARY KEY,
      status TEXT NOT NULL,
      revision INTEGER NOT NULL,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      service_name TEXT NOT NULL,
      method_name TEXT NOT NULL,
      is_public BOOLEAN NOT NULL,
      organization_id TEXT NOT NULL,
      service_id TEXT NOT NULL,
      group_id TEXT NOT NULL,
      created_at DATETIME NOT NULL,
      updated_at DATETIME NOT NULL,
      dataset_file TEXT,
      dataset_name TEXT,
      dataset_bytes INTEGER,
      training_data_link TEXT NOT NULL,
      validation_price TEXT,
      training_price TEXT,
      artefacts TEXT,
      failure_reason TEXT,
      attempts INTEGER NOT NULL
    );
    CREATE INDEX model_by_status ON model (status);
    CREATE TABLE model_address (
      model_id TEXT NOT NULL REFERENCES model (id),
      position INTEGER NOT NULL,
      address TEXT NOT NULL,
      normalized TEXT NOT NULL,
      PRIMARY KEY (model_id, position)
    ) WITHOUT ROWID;
    CREATE INDEX model_address_by_address ON model_address (normalized);
    """

  /// For a model that is VALIDATING, the dataset becomes the candidate, so that the validation can
  /// be resumed. Earlier prices are removed, because they don't say what they were made for.
  private static let quotesAndCandidates = """
    CREATE TABLE registry (identity TEXT NOT NULL);
    ALTER TABLE model ADD COLUMN candidate_file TEXT;
    ALTER TABLE model ADD COLUMN candidate_name TEXT;
    ALTER TABLE model ADD COLUMN candidate_bytes INTEGER;
    ALTER TABLE model ADD COLUMN linked_bytes INTEGER;
    ALTER TABLE model ADD COLUMN validation_link TEXT;
    ALTER TABLE model ADD COLUMN validation_dataset TEXT;
    ALTER TABLE model ADD COLUMN validation_quoted_at DATETIME;
    ALTER TABLE model ADD COLUMN training_dataset TEXT;
    ALTER TABLE model ADD COLUMN training_quoted_at DATETIME;
    ALTER TABLE model ADD COLUMN artefact_bytes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE model ADD COLUMN is_dataset_refused BOOLEAN NOT NULL DEFAULT FALSE;
    ALTER TABLE model ADD COLUMN is_in_hand BOOLEAN NOT NULL DEFAULT FALSE;
    ALTER TABLE model ADD COLUMN suspicions INTEGER NOT NULL DEFAULT 0;
    UPDATE model SET validation_price = NULL, training_price = NULL;
    UPDATE model SET candidate_file = dataset_file, candidate_name = dataset_name,
      candidate_bytes = dataset_bytes WHERE status = 'VALIDATING';
    UPDATE model SET is_in_hand = attempts > 0, attempts = MAX(attempts - 1, 0)
      WHERE status IN ('VALIDATING', 'TRAINING');
    """

  /// What happened before this migration isn't known, so the histories of older models begin with
  /// their next change.
  private static let histories = """
    CREATE TABLE transition (
      model_id TEXT NOT NULL REFERENCES model (id),
      revision INTEGER NOT NULL,
      changed_at DATETIME NOT NULL,
      old_status TEXT,
      new_status TEXT NOT NULL,
      reason TEXT NOT NULL,
      is_by_operator BOOLEAN NOT NULL,
      PRIMARY KEY (model_id, revision)
    ) WITHOUT ROWID;
    CREATE TABLE operator_change (
      number INTEGER PRIMARY KEY,
      model_id TEXT NOT NULL,
      revision INTEGER NOT NULL
    );
    """

  /// A failed training can be retried with its dataset. What else failed isn't known.
  private static let retries = """
    ALTER TABLE model ADD COLUMN failed_work TEXT;
    ALTER TABLE model ADD COLUMN failed_link TEXT;
    ALTER TABLE model ADD COLUMN trains_after_validation BOOLEAN NOT NULL DEFAULT FALSE;
    ALTER TABLE model ADD COLUMN dataset_dropped_at DATETIME;
    UPDATE model SET failed_work = 'TRAINING'
      WHERE failure_reason IS NOT NULL AND NOT is_dataset_refused AND dataset_file IS NOT NULL;
    CREATE INDEX model_by_update ON model (status, updated_at);
    CREATE INDEX model_by_method ON model (method_name);
    CREATE INDEX model_with_dataset ON model (updated_at)
      WHERE status = 'READY_TO_USE' AND dataset_file IS NOT NULL;
    """

  /// Counts the models of an address and a method in one index.
  private static let addresses = """
    ALTER TABLE model_address ADD COLUMN service_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE model_address ADD COLUMN method_name TEXT NOT NULL DEFAULT '';
    UPDATE model_address SET (service_name, method_name) =
      (SELECT service_name, method_name FROM model WHERE id = model_id);
    DROP INDEX model_address_by_address;
    CREATE INDEX model_address_by_method
      ON model_address (normalized, method_name, service_name, model_id);
    """

  /// Sums for each status, which triggers keep, so that nothing has to add up all models.
  private static var usage: String {
    let rows = Training_Status.allCases.map { "('\($0.protoName)', 0, 0, 0)" }
    return """
      CREATE TABLE usage (
        status TEXT NOT NULL PRIMARY KEY,
        models INTEGER NOT NULL,
        dataset_bytes INTEGER NOT NULL,
        artefact_bytes INTEGER NOT NULL
      ) WITHOUT ROWID;
      INSERT INTO usage VALUES \(rows.joined(separator: ", "));
      UPDATE usage SET (models, dataset_bytes, artefact_bytes) = (
        SELECT COUNT(*), IFNULL(SUM(\(datasetBytes(of: "model"))), 0), IFNULL(SUM(artefact_bytes), 0)
        FROM model WHERE model.status = usage.status);
      CREATE TRIGGER usage_of_new_model AFTER INSERT ON model BEGIN
        \(count("new", "+"));
      END;
      CREATE TRIGGER usage_of_old_model AFTER DELETE ON model BEGIN
        \(count("old", "-"));
      END;
      CREATE TRIGGER usage_of_changed_model AFTER UPDATE ON model
      WHEN old.status <> new.status OR old.artefact_bytes <> new.artefact_bytes
        OR \(datasetBytes(of: "old")) <> \(datasetBytes(of: "new"))
      BEGIN
        \(count("old", "-"));
        \(count("new", "+"));
      END;
      """
  }

  private static func count(_ row: String, _ sign: String) -> String {
    """
    UPDATE usage SET models = models \(sign) 1,
      dataset_bytes = dataset_bytes \(sign) \(datasetBytes(of: row)),
      artefact_bytes = artefact_bytes \(sign) \(row).artefact_bytes
    WHERE status = \(row).status
    """
  }

  /// The size of a model's datasets. The candidate may be the dataset itself.
  private static func datasetBytes(of row: String) -> String {
    """
    (IFNULL(\(row).dataset_bytes, 0) + CASE WHEN \(row).candidate_file IS \(row).dataset_file THEN 0 \
    ELSE IFNULL(\(row).candidate_bytes, 0) END)
    """
  }
}
