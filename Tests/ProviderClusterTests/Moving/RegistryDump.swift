import Foundation
import GRDB

/// Everything in a registry's file and beside it, as text that is compared.
struct RegistryDump: Hashable {
  /// The rows of each table, with their row numbers where they have some.
  let rows: [String: [String]]

  /// The files with datasets and artefacts, and their content.
  let files: [String: Data]

  init(_ directory: URL) throws {
    let database = try DatabaseQueue(
      path: directory.appendingPathComponent("models.sqlite").path)
    rows = try database.read { database in
      let tables = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      return try Dictionary(
        uniqueKeysWithValues: tables.map { table in
          let number = table == "model" ? "rowid AS number, " : ""
          let rows = try Row.fetchAll(database, sql: "SELECT \(number)* FROM \"\(table)\"")
          return (table, rows.map(\.debugDescription).sorted())
        })
    }
    try database.close()
    files = try Self.files(in: directory)
  }

  /// The content of files, and what symbolic links lead to.
  static func files(in directory: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for area in ["datasets", "artefacts"] {
      let root = directory.appendingPathComponent(area)
      let entries = FileManager.default.enumerator(atPath: root.path)
      while let path = entries?.nextObject() as? String {
        let file = root.appendingPathComponent(path).path
        switch entries?.fileAttributes?[.type] as? FileAttributeType {
        case .typeRegular: files["\(area)/\(path)"] = FileManager.default.contents(atPath: file)
        case .typeSymbolicLink:
          let target = try FileManager.default.destinationOfSymbolicLink(atPath: file)
          files["\(area)/\(path)"] = Data("-> \(target)".utf8)
        default: continue
        }
      }
    }
    return files
  }
}
