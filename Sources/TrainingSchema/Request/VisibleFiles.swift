import SwiftProtobuf

/// The files whose declarations a file sees: those it imports, and what these pass on.
///
/// What is passed on is followed only where the imports themselves do not do: in a chain of files that
/// pass each other on, each sees all before it.
final class VisibleFiles {
  private let imports: [String: Set<String>]
  private let publicImports: [String: [String]]

  /// The files seen through others, where that had to be found out.
  private var seenThroughOthers: [String: Set<String>] = [:]

  init(_ files: [RequestFile]) {
    self.imports = Dictionary(
      files.map { ($0.name, Set($0.proto.dependency)) }, uniquingKeysWith: { $1 })
    self.publicImports = Dictionary(
      files.map { file in (file.name, file.proto.publicDependency.compactMap(file.dependency)) },
      uniquingKeysWith: { $1 })
  }

  /// Whether `file` sees what `other` declares.
  func contains(_ other: String, seenFrom file: String) -> Bool {
    guard let direct = imports[file] else { return false }
    if direct.contains(other) { return true }
    if let known = seenThroughOthers[file] { return known.contains(other) }
    var seen: Set<String> = []
    var pending = direct.flatMap { publicImports[$0] ?? [] }
    while let next = pending.popLast() {
      if seen.insert(next).inserted { pending += publicImports[next] ?? [] }
    }
    seenThroughOthers[file] = seen
    return seen.contains(other)
  }
}
