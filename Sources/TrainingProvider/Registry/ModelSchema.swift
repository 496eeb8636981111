import GRDB

/// The schema of ``SQLiteModelRegistry`` and its history. A migration that was released never
/// changes; a new one is added below it.
enum ModelSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: models") { try $0.execute(sql: models) }
    return migrator
  }

  /// Prices are text because they are unsigned and SQLite's integers are not.
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
}
