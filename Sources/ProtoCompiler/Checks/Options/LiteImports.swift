/// Only files for the lite runtime import such files.
enum LiteImports: Check {
  static func check(_ reporter: inout Reporter) {
    let pool = reporter.pool
    guard !pool.isLite(reporter.file) else { return }
    for (position, file) in pool.imports[reporter.file].dependencies.enumerated() {
      guard let file, pool.isLite(file) else { continue }
      reporter.report(
        "lite-import", at: [3, Int32(position)], .importName,
        "\"\(pool.files[file].name)\" has the option optimize_for = LITE_RUNTIME, so only files with the "
          + "same option can import it.")
      return
    }
  }
}
