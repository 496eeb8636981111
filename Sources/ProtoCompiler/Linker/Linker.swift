/// Links files: finds out what names stand for, interprets options, and checks the whole.
///
/// Each stage looks at all files before the next begins, and the files of a stage are independent of
/// each other, so that several threads work on them.
struct Linker {
  private let crew: Crew

  /// For each file of the pool, whether the stages after the one that failed are left out.
  private var hasFailed: [Bool]

  /// The files that had errors before they were linked.
  private let failedBefore: Set<Int>

  private(set) var pool: Pool
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter failed: the files that have errors already.
  init(_ pool: Pool, crew: Crew, failed: Set<Int>) {
    self.pool = pool
    self.crew = crew
    failedBefore = failed
    hasFailed = pool.imports.enumerated().map { failed.contains($0) || $1.isIncomplete }
  }

  /// Links the files.
  mutating func link() {
    resolveNames()
    interpretOptions(.fields)
    resolveFeatures()
    checkImportedNames()
    interpretOptions(.extensions)
    check(Checks.afterLinking)
    check(Checks.ofValidFiles)
    check(Checks.ofRequestedFiles)
  }

  private mutating func resolveNames() {
    let pool = pool
    let found = forEachFile { NameResolver(pool, file: $0).resolve() }
    let resolved = pool.with(resolutions: pool.resolutions + found)
    self.pool = resolved
    let structure = forEachFile { Checks.run(Checks.ofStructure, resolved, file: $0) }
    note(found.map(\.diagnostics))
    note(structure)
  }

  private mutating func interpretOptions(_ pass: OptionInterpreter.Pass) {
    let pool = pool
    let hasFailed = hasFailed
    let options = forEachFile { file -> InterpretedOptions in
      var start =
        pass == .fields
        ? InterpretedOptions(pool.files[file].options.map(\.message)) : pool.options[file]
      start.diagnostics = []
      if hasFailed[file] { return start }
      return OptionInterpreter(pool, file: file, pass: pass, options: start).interpret()
    }
    self.pool = pool.with(options: pool.options.prefix(pool.builtInCount) + options)
    note(options.map(\.diagnostics))
  }

  private mutating func resolveFeatures() {
    let pool = pool
    let features = forEachFile { FeatureResolver(pool, file: $0).resolve() }
    self.pool = pool.with(features: pool.features + features)
    note(features.map(\.diagnostics))
  }

  /// Checks the files whose imports have no errors, as the features of those are known.
  private mutating func checkImportedNames() {
    let pool = pool
    let hasFailed = hasFailed
    let failedBefore = failedBefore
    note(
      forEachFile { file in
        let imports = pool.imports[file]
        let isUnknown =
          failedBefore.contains(file) || imports.isIncomplete
          || imports.visible.contains { hasFailed[$0] }
        return isUnknown ? [] : Checks.run(Checks.ofImportedNames, pool, file: file)
      })
  }

  private mutating func check(_ checks: [any Check.Type]) {
    let pool = pool
    let hasFailed = hasFailed
    note(
      forEachFile { file in hasFailed[file] ? [] : Checks.run(checks, pool, file: file) })
  }

  /// Adds the problems of a stage.
  private mutating func note(_ found: [[Diagnostic]]) {
    for (index, found) in found.enumerated() where !found.isEmpty {
      diagnostics += found
      if found.contains(where: { $0.severity == .error }) {
        hasFailed[pool.builtInCount + index] = true
      }
    }
  }

  private func forEachFile<Result: Sendable>(
    _ transform: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let files = pool.ownFiles
    return crew.map(files.count) { transform(files.lowerBound + $0) }
  }
}
