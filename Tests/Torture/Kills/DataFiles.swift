import Foundation

/// What lies in a server's data directory.
struct DataFiles {
  let root: URL

  /// - Parameter folder: the folder that the server was started in.
  init(in folder: URL) {
    root = folder.appendingPathComponent("data/models")
  }

  /// What belongs to no model, or is more than its model can have while nothing is being done.
  func orphans(living: [String: Belongings]) -> [String] {
    children("uploads").map { "uploads/\($0)" }
      + orphans(in: "datasets") { living[$0]?.datasets }
      + orphans(in: "artefacts") { living[$0]?.artefacts }
  }

  /// The folders of artefacts, each `MODEL/TOKEN`.
  var artefacts: Set<String> {
    Set(children("artefacts").flatMap { id in children("artefacts/\(id)").map { "\(id)/\($0)" } })
  }

  /// The datasets and artefacts that are in their places or in the trash, each `KIND/MODEL/TOKEN`.
  /// A token is used once, and what is moved to the trash keeps it.
  var names: Set<String> { names(in: "").union(trash) }

  /// Those of them that are in the trash, because no model referred to them when a server started.
  var trash: Set<String> {
    Set(children("trash").flatMap { names(in: "trash/\($0)/") })
  }

  /// How many datasets and artefacts there are.
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
