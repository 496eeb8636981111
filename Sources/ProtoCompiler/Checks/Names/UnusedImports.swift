/// Something of an imported file is used, unless the import is public.
enum UnusedImports: Check {
  static func check(_ reporter: inout Reporter) {
    let pool = reporter.pool
    guard pool.requested.contains(reporter.file) else { return }
    let used = pool.resolutions[reporter.file].used.union(pool.options[reporter.file].used)
    let imports = pool.imports[reporter.file]
    let publicOnes = Set(reporter.model.publicDependencies.map(Int.init))
    for (position, file) in imports.dependencies.enumerated() {
      guard let file, !used.contains(file), !publicOnes.contains(position) else { continue }
      report(file, [3, Int32(position)], &reporter)
    }
    for (position, file) in imports.optionDependencies.enumerated() {
      guard let file, !used.contains(file) else { continue }
      report(file, [15, Int32(position)], &reporter)
    }
  }

  private static func report(_ file: Int, _ path: [Int32], _ reporter: inout Reporter) {
    let imported = reporter.pool.files[file]
    // A file may be imported for what it imports publicly.
    guard imported.publicDependencies.isEmpty else { return }
    reporter.report(
      "unused-import", at: path, .importName,
      "Nothing of \"\(imported.name)\" is used: remove the import.",
      severity: .warning)
  }
}
