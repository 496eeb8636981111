extension Reporter {
  /// Reports that nothing has a name.
  mutating func reportMissing(
    _ name: String, _ miss: NameLookup.Miss, for element: ElementID, _ part: SourceMap.Part,
    scope: String
  ) {
    if let owner = miss.declaredIn {
      report(
        "missing-import-of-name", element, part,
        "\"\(miss.declaredName)\" is declared in \"\(pool.files[owner].name)\", which isn't imported: add "
          + "import \"\(pool.files[owner].name)\".")
    }
    if let resolved = miss.resolvedTo {
      report(
        "name-scope", element, part,
        "\"\(name)\" means \"\(resolved)\" here, which isn't declared, because its first part is found "
          + "in an inner scope. Write \".\(name)\" for the full name.")
    }
    guard miss.declaredIn == nil, miss.resolvedTo == nil else { return }
    let hint =
      pool.importAdvice.sentence(about: name)
      ?? (isFull ? nil : suggestion(for: name, scalars: part == .type))
      .map { "Did you mean \"\($0)\"?" }
    report(
      "undefined-name", element, part,
      "Nothing named \"\(name)\" is declared or imported.\(hint.map { " \($0)" } ?? "")")
  }

  /// Whether there are so many problems that looking for similar names would take too long.
  var isFull: Bool { errorCount >= 10 }

  /// The type that was probably meant, as it has to be written.
  ///
  /// - Parameter scalars: whether a scalar type may be meant.
  private func suggestion(for name: String, scalars: Bool) -> String? {
    let wanted = name.split(separator: ".").last.map(String.init) ?? name
    var candidates: [String: String] = [:]
    if scalars {
      for scalar in ExtensionDeclarations.scalars { candidates[scalar] = scalar }
    }
    for file in pool.imports[file].visible.union([file]) {
      let owner = pool.files[file]
      for message in owner.messages where !message.isMapEntry {
        candidates[message.name] = String(message.fullName)
      }
      for proto in owner.enums { candidates[proto.name] = String(proto.fullName) }
    }
    if let other = candidates[wanted] { return other }
    return Suggestion.nearest(to: wanted, in: candidates.keys.sorted())
      .flatMap { candidates[$0] }.map(withoutPackage)
  }

  private func withoutPackage(_ name: String) -> String {
    let prefix = "\(model.package)."
    return !model.package.isEmpty && name.hasPrefix(prefix)
      ? String(name.dropFirst(prefix.count)) : name
  }
}
