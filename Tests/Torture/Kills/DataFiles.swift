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

  /// How many datasets and artefacts there are.
  var counts: String {
    let counts = ["datasets", "artefacts"].map { kind in
      "\(children(kind).reduce(0) { $0 + children("\(kind)/\($1)").count }) \(kind)"
    }
    return counts.joined(separator: ", ")
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
