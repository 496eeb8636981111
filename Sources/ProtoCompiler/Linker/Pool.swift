internal import SwiftProtobuf

/// The files that are compiled together, in protoc's order: every file after what it imports.
///
/// Before them come the built-in files, which only options refer to. Each stage of linking makes a
/// pool that knows more.
final class Pool: Sendable {
  let files: [FileModel]
  /// Where the elements of each file stand.
  let sources: [SourceMap]
  /// What each file imports.
  let imports: [Imports]
  /// The files that were asked for, and not only imported.
  let requested: Set<Int>
  /// Whether files may use editions that aren't supported yet.
  let allowsUnstableEditions: Bool
  /// What to say about imports that are missing.
  let importAdvice: ImportAdvice
  /// The names of all files but the built-in ones.
  let symbols: SymbolTable
  /// The names of the built-in files.
  let builtInSymbols: SymbolTable
  /// How many files are built in.
  let builtInCount: Int
  /// What the names in each file stand for.
  let resolutions: [Resolution]
  /// The extensions of all files.
  let extensions: ExtensionTable
  /// The features of each file's elements.
  let features: [FileFeatures]
  /// The options of each file's elements.
  let options: [InterpretedOptions]

  /// Creates a pool of files after the built-in ones, which nothing is known of yet.
  ///
  /// - Parameters:
  ///   - imports: with indices that count the built-in files.
  init(
    files: [FileModel], sources: [SourceMap], imports: [Imports], requested: Set<Int>,
    symbols: SymbolTable, allowsUnstableEditions: Bool, importAdvice: ImportAdvice
  ) {
    let base = BuiltInProtos.pool
    self.files = base.files + files
    self.sources = base.sources + sources
    self.imports = base.imports + imports
    self.requested = requested
    self.allowsUnstableEditions = allowsUnstableEditions
    self.importAdvice = importAdvice
    self.symbols = symbols
    builtInSymbols = base.symbols
    builtInCount = base.files.count
    resolutions = base.resolutions
    extensions = base.extensions
    features = base.features
    options = base.options
  }

  /// Creates a pool of the built-in files themselves.
  init(builtIn files: [FileModel], symbols: SymbolTable) {
    self.files = files
    sources = files.map { _ in SourceMap() }
    imports = files.indices.map { Imports(dependencies: [], visible: Set(0..<$0)) }
    requested = []
    allowsUnstableEditions = true
    importAdvice = ImportAdvice()
    self.symbols = symbols
    builtInSymbols = symbols
    builtInCount = 0
    resolutions = []
    extensions = ExtensionTable(files, [])
    features = []
    options = []
  }

  private init(
    _ pool: Pool, resolutions: [Resolution]?, features: [FileFeatures]?,
    options: [InterpretedOptions]?
  ) {
    files = pool.files
    sources = pool.sources
    imports = pool.imports
    requested = pool.requested
    allowsUnstableEditions = pool.allowsUnstableEditions
    importAdvice = pool.importAdvice
    symbols = pool.symbols
    builtInSymbols = pool.builtInSymbols
    builtInCount = pool.builtInCount
    self.resolutions = resolutions ?? pool.resolutions
    extensions =
      resolutions.map { [files = pool.files] in ExtensionTable(files, $0) } ?? pool.extensions
    self.features = features ?? pool.features
    self.options = options ?? pool.options
  }

  /// Returns a pool that knows what names stand for.
  func with(resolutions: [Resolution]) -> Pool {
    Pool(self, resolutions: resolutions, features: nil, options: nil)
  }

  /// Returns a pool that knows features.
  func with(features: [FileFeatures]) -> Pool {
    Pool(self, resolutions: nil, features: features, options: nil)
  }

  /// Returns a pool that knows options.
  func with(options: [InterpretedOptions]) -> Pool {
    Pool(self, resolutions: nil, features: nil, options: options)
  }

  /// The files that aren't built in.
  var ownFiles: Range<Int> { builtInCount..<files.count }

  /// Finds an element of the built-in files.
  func findBuiltIn(_ name: String) -> SymbolID? { builtInSymbols.find(name) }
}
