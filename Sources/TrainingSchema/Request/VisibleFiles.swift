import SwiftProtobuf

/// The files whose declarations are visible in a file: its imports and their public imports.
///
/// Public imports are followed only if the direct imports aren't sufficient, because in a long
/// chain of public imports each file sees all files before it.
final class VisibleFiles {
  private let imports: [String: Set<String>]
  private let publicImports: [String: [String]]

  /// The files that are visible through public imports, as far as they were needed.
  private var visibleThroughPublicImports: [String: Set<String>] = [:]

  init(_ files: [RequestFile]) {
    self.imports = Dictionary(
      files.map { ($0.name, Set($0.proto.dependency)) }, uniquingKeysWith: { $1 })
    self.publicImports = Dictionary(
      files.map { file in (file.name, file.proto.publicDependency.compactMap(file.dependency)) },
      uniquingKeysWith: { $1 })
  }

  /// Whether the declarations of `other` are visible in `file`.
  func contains(_ other: String, seenFrom file: String) -> Bool {
    guard let direct = imports[file] else { return false }
    if direct.contains(other) { return true }
    if let known = visibleThroughPublicImports[file] { return known.contains(other) }
    var seen: Set<String> = []
    var pending = direct.flatMap { publicImports[$0] ?? [] }
    while let next = pending.popLast() {
      if seen.insert(next).inserted { pending += publicImports[next] ?? [] }
    }
    visibleThroughPublicImports[file] = seen
    return seen.contains(other)
  }
}
