/// Compiles protos to descriptors, as protoc does.
///
/// ```swift
/// let compiler = Compiler(FolderResolver(["Protos"]))
/// let compilation = compiler.compile(["service.proto"])
/// for diagnostic in compilation.diagnostics { print(diagnostic) }
/// let set = compilation.descriptorSet()
/// ```
///
/// A compilation computes and reads files. It uses threads of its own and blocks the caller, so don't
/// call it from Swift's cooperative pool.
public struct Compiler: Sendable {
  private let resolver: any Resolver

  /// How many threads work at once.
  public var threads = 2

  /// Whether files may use editions that protoc only accepts with `--experimental_editions`.
  public var allowsUnstableEditions = false

  /// What messages say about imports that are missing.
  public var importAdvice = ImportAdvice()

  /// Creates a compiler that finds files with a resolver.
  public init(_ resolver: any Resolver) { self.resolver = resolver }

  /// Compiles files and everything that they import.
  ///
  /// - Parameter names: the files as import statements write them.
  public func compile(_ names: [String]) -> Compilation {
    let threads = Threads(count: threads)
    return threads.run { crew in compile(names, threads, crew) }
  }

  private func compile(_ names: [String], _ threads: Threads, _ crew: Crew) -> Compilation {
    var loader = FileLoader(resolver, crew: crew)
    loader.load(names.unique())
    var graph = ImportGraph(
      loader.outcomes, places: resolver.places, advice: importAdvice)
    for name in names { graph.add(name) }
    let missing = names.unique().compactMap { problem($0, loader.outcomes[$0]) }
    let requested = Set(names.compactMap { graph.index(of: $0) })
    return link(graph, requested: requested, names: names.unique(), missing, threads, crew)
  }

  private func link(
    _ graph: ImportGraph, requested: Set<Int>, names: [String], _ problems: [Diagnostic],
    _ threads: Threads, _ crew: Crew
  ) -> Compilation {
    let base = BuiltInProtos.pool
    let files = graph.files
    let sources = files.map(\.sources)
    var registrar = SymbolRegistrar(
      base.files + files.map(\.model), sources: base.sources + sources)
    for file in files.indices { registrar.add(file: base.files.count + file) }
    let pool = Pool(
      files: files.map(\.model), sources: sources,
      imports: graph.imports.map { $0.shifted(by: base.files.count) },
      requested: Set(requested.map { $0 + base.files.count }), symbols: registrar.symbols,
      allowsUnstableEditions: allowsUnstableEditions, importAdvice: importAdvice)
    let diagnostics = problems + graph.diagnostics + registrar.diagnostics
    let failed = pool.failedFiles(diagnostics)
    var linker = Linker(pool, crew: crew, failed: failed)
    linker.link()
    return Compilation(
      files: files, requested: names, pool: linker.pool,
      diagnostics: (diagnostics + linker.diagnostics).sorted(by: files), threads: threads,
      crew: crew)
  }

  /// The problem with a file that was asked for but isn't there.
  private func problem(_ name: String, _ outcome: FileLoader.Outcome?) -> Diagnostic? {
    switch outcome {
    case .found: return nil
    case .unreadable(let message):
      return Diagnostic(ruleID: "missing-file", file: name, at: nil, message)
    case .missing, nil:
      let places = resolver.places
      let searched = places.isEmpty ? "" : " in \(places.joined(separator: ", "))"
      return Diagnostic(ruleID: "missing-file", file: name, at: nil, "File not found\(searched).")
    }
  }
}

extension Pool {
  /// The files in which there are errors.
  fileprivate func failedFiles(_ diagnostics: [Diagnostic]) -> Set<Int> {
    let names = Set(diagnostics.lazy.filter { $0.severity == .error }.map(\.file))
    return Set(ownFiles.filter { names.contains(files[$0].name) })
  }
}

extension [String] {
  /// The names without repetitions.
  fileprivate func unique() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension [Diagnostic] {
  /// The problems in the order of the files and of places in them.
  fileprivate func sorted(by files: [LoadedFile]) -> [Diagnostic] {
    let order = Dictionary(
      files.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let first = SourcePosition(line: -1, column: 0)
    func key(_ diagnostic: Diagnostic) -> (Int, SourcePosition) {
      (order[diagnostic.file] ?? -1, diagnostic.position ?? first)
    }
    return enumerated().sorted { left, right in
      let (leftKey, rightKey) = (key(left.element), key(right.element))
      return leftKey == rightKey ? left.offset < right.offset : leftKey < rightKey
    }.map(\.element)
  }
}
