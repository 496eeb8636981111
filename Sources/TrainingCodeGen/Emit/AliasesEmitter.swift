import SwiftSource

/// The aliases of a file for types whose names are hidden where they are needed.
struct AliasesEmitter: StyledEmitter {
  let aliases: [TypeAliases.Alias]
  let style: FileStyle

  var source: SwiftSource {
    guard !aliases.isEmpty else { return .empty }
    return """
      // MARK: - Types that are hidden by others of the same name

      \(lines: aliases, alias)
      """
  }

  private func alias(_ alias: TypeAliases.Alias) -> SwiftSource {
    "\(access) typealias \(name: alias.name) = \(name: alias.type)"
  }
}
