import Foundation

/// The files in a server's data directory.
struct DataFiles {
  let root: URL

  /// - Parameter folder: the folder that the server was started in.
  init(in folder: URL) {
    root = folder.appendingPathComponent("data/models")
  }

  /// Returns the files that belong to no model, or that exceed the number a model can have while no
  /// work is in progress.
  func orphans(living: [String: AllowedFiles]) -> [String] {
    children("uploads").map { "uploads/\($0)" }
      + orphans(in: "datasets") { living[$0]?.datasets }
      + orphans(in: "artefacts") { living[$0]?.artefacts }
      + orphans(in: "checkpoints") { _ in 0 }
  }

  /// The folders of artefacts, each `MODEL/TOKEN`.
  var artefacts: Set<String> {
    Set(children("artefacts").flatMap { id in children("artefacts/\(id)").map { "\(id)/\($0)" } })
  }

  /// The datasets and artefacts, including those in the trash, each `KIND/MODEL/TOKEN`. A token is
  /// used only once, and files keep it when they are moved to the trash.
  var names: Set<String> { names(in: "").union(trash) }

  /// The datasets and artefacts in the trash, to which no model referred when a server started.
  var trash: Set<String> {
    Set(children("trash").flatMap { names(in: "trash/\($0)/") })
  }

  /// The numbers of datasets and artefacts, as text.
  var counts: String {
    let counts = Self.kinds.map { kind in
      "\(children(kind).reduce(0) { $0 + children("\(kind)/\($1)").count }) \(kind)"
    }
    return counts.joined(separator: ", ") + ", and \(trash.count) in the trash"
  }

  private static let kinds = ["datasets", "artefacts"]

  private func names(in folder: String) -> Set<String> {
    Set(
      Self.kinds.flatMap { kind in
        children("\(folder)\(kind)").flatMap { id in
          children("\(folder)\(kind)/\(id)").map { "\(kind)/\(id)/\($0)" }
        }
      })
  }

  private func orphans(in kind: String, _ allowed: (String) -> Int?) -> [String] {
    children(kind).flatMap { model -> [String] in
      let names = children("\(kind)/\(model)")
      guard let allowed = allowed(model) else { return ["\(kind)/\(model) of no living model"] }
      guard names.count > allowed else { return [] }
      return ["\(kind)/\(model) with \(names.count) where \(allowed) can be"]
    }
  }

  private func children(_ path: String) -> [String] {
    let folder = root.appendingPathComponent(path).path
    return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}
