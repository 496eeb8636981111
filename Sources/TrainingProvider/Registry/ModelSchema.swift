import GRDB
import TrainingManifest

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
}
