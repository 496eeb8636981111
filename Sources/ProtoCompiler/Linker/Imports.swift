/// The files whose names a file sees. Files are named by their indices in the ``Pool``.
struct Imports: Sendable {
  /// The imports in the order of the text; `nil` where a file wasn't found or has errors.
  var dependencies: [Int?] = []
  var optionDependencies: [Int?] = []
  /// The files that are imported, and those that they import publicly.
  var visible: Set<Int> = []
  /// The same of `import option`.
  var visibleOptions: Set<Int> = []

  /// Whether a file that is imported, directly or not, is missing here.
  var isIncomplete = false

  /// Returns the same imports with indices that count from somewhere else.
  func shifted(by offset: Int) -> Imports {
    var imports = self
    imports.dependencies = dependencies.map { $0.map { $0 + offset } }
    imports.optionDependencies = optionDependencies.map { $0.map { $0 + offset } }
    imports.visible = Set(visible.map { $0 + offset })
    imports.visibleOptions = Set(visibleOptions.map { $0 + offset })
    return imports
  }
}
