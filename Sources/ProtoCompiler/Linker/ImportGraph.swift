/// Puts files into protoc's order, every file after what it imports, and finds imports that can't be.
struct ImportGraph {
  private let outcomes: [String: FileLoader.Outcome]
  private let places: () -> [String]
  private let advice: ImportAdvice

  /// The files in order.
  private(set) var files: [LoadedFile] = []
  /// What each file imports. Indices count from the first of the files.
  private(set) var imports: [Imports] = []
  private var problems: [String: LimitedDiagnostics] = [:]
  private var namesWithProblems: [String] = []

  /// The index of each finished file; `nil` for one that can't be imported.
  private var indices: [String: Int?] = [:]
  /// The files that lead to the one that is looked at.
  private var chain: [String] = []
  /// The place of each file in the chain.
  private var placesInChain: [String: Int] = [:]
  /// The files that import themselves.
  private var cyclic: Set<String> = []

  /// - Parameters:
  ///   - places: where files were looked for.
  ///   - advice: what to say about files that aren't there.
  init(
    _ outcomes: [String: FileLoader.Outcome], places: @escaping @autoclosure () -> [String],
    advice: ImportAdvice = ImportAdvice()
  ) {
    self.advice = advice
    self.outcomes = outcomes
    self.places = places
  }

  /// The index of a file; `nil` if it wasn't found.
  func index(of name: String) -> Int? { indices[name] ?? nil }

  /// Adds a file after everything that it imports.
  mutating func add(_ name: String) {
    // A stack of our own: a chain of imports may be as long as the list of files.
    var stack = [Visit(name)]
    while var visit = stack.popLast() {
      if visit.next == 0, !begin(visit.name) { continue }
      if let next = nextImport(of: &visit) {
        stack.append(visit)
        stack.append(Visit(next))
      } else {
        finish(visit.name)
      }
    }
  }

  /// A file whose imports are looked at.
  private struct Visit {
    let name: String
    var next = 0

    init(_ name: String) { self.name = name }
  }

  /// Whether a file wasn't looked at before.
  private mutating func begin(_ name: String) -> Bool {
    guard indices[name] == nil, placesInChain[name] == nil else { return false }
    guard case .found = outcomes[name] else {
      indices[name] = .some(nil)
      return false
    }
    placesInChain[name] = chain.count
    chain.append(name)
    return true
  }

  /// The next import that has to be looked at.
  private mutating func nextImport(of visit: inout Visit) -> String? {
    guard case .found(let file)? = outcomes[visit.name] else { return nil }
    let (names, optionNames) = (file.model.dependencies, file.model.optionDependencies)
    while visit.next < names.count + optionNames.count {
      let name =
        visit.next < names.count ? names[visit.next] : optionNames[visit.next - names.count]
      visit.next += 1
      if let start = placesInChain[name] {
        reportCycle(from: start, name)
      } else if indices[name] == nil {
        return name
      }
    }
    return nil
  }

  private mutating func finish(_ name: String) {
    guard case .found(let file)? = outcomes[name] else { return }
    reportImports(of: file)
    chain.removeLast()
    placesInChain[name] = nil
    let found = imports(of: file)
    indices[name] = .some(file.hasErrors || cyclic.contains(name) ? nil : files.count)
    for diagnostic in file.diagnostics { add(diagnostic) }
    files.append(file)
    imports.append(found)
  }

  private func imports(of file: LoadedFile) -> Imports {
    var imports = Imports()
    imports.dependencies = file.model.dependencies.map { index(of: $0) }
    imports.optionDependencies = file.model.optionDependencies.map { index(of: $0) }
    let all = imports.dependencies + imports.optionDependencies
    imports.isIncomplete = all.contains { $0.map { self.imports[$0].isIncomplete } ?? true }
    for case let index? in imports.dependencies { see(index, &imports.visible) }
    for case let index? in imports.optionDependencies { see(index, &imports.visibleOptions) }
    return imports
  }

  /// Adds a file and what it imports publicly.
  private func see(_ index: Int, _ visible: inout Set<Int>) {
    var rest = [index]
    while let index = rest.popLast() {
      guard visible.insert(index).inserted else { continue }
      let publicOnes = files[index].model.publicDependencies.map(Int.init)
      rest += publicOnes.compactMap { position in
        imports[index].dependencies.indices.contains(position)
          ? imports[index].dependencies[position] : nil
      }
    }
  }

  // MARK: Problems

  /// The problems of all files.
  var diagnostics: [Diagnostic] {
    namesWithProblems.flatMap { problems[$0]?.diagnostics ?? [] }
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    if problems[diagnostic.file] == nil { namesWithProblems.append(diagnostic.file) }
    problems[diagnostic.file, default: LimitedDiagnostics()].append(diagnostic)
  }

  private mutating func reportCycle(from start: Int, _ name: String) {
    guard case .found(let file)? = outcomes[name] else { return }
    let cycle = chain[start...] + [name]
    let next = cycle[cycle.startIndex + 1]
    let names = file.model.dependencies + file.model.optionDependencies
    let position = names.lastIndex(of: next) ?? 0
    add(
      Diagnostic(
        ruleID: "import-cycle", file: name, at: place(of: position, in: file),
        "The file imports itself: \(cycle.joined(separator: " -> ")). Move what both need to a file of its own."
      ))
    cyclic.insert(name)
  }

  private mutating func reportImports(of file: LoadedFile) {
    let names = file.model.dependencies + file.model.optionDependencies
    let last = Dictionary(zip(names, names.indices), uniquingKeysWith: { $1 })
    var seen: Set<String> = []
    for (position, name) in names.enumerated() {
      if !seen.insert(name).inserted {
        // protoc knows one place for each imported name, the last.
        let last = last[name] ?? position
        add(
          Diagnostic(
            ruleID: "repeated-import", file: file.name, at: place(of: last, in: file),
            "\"\(name)\" is imported twice: remove one of the imports."))
      }
      reportMissing(name, at: position, in: file)
    }
  }

  private mutating func reportMissing(_ name: String, at position: Int, in file: LoadedFile) {
    var reason: String
    switch outcomes[name] {
    case .missing:
      let searched = places()
      reason =
        searched.isEmpty
        ? "was not found." : "was not found in \(searched.joined(separator: ", "))."
      reason += advice.sentence(aboutMissing: name, importer: file.path).map { " \($0)" } ?? ""
    case .unreadable(let message): reason = "was not found: \(message)"
    default: return
    }
    var notes: [Diagnostic.Note] = []
    for (importer, imported) in zip(chain, chain.dropFirst()).reversed() {
      notes.append(note(importer, imports: imported))
    }
    add(
      Diagnostic(
        ruleID: "missing-import", file: file.name, at: place(of: position, in: file),
        "Import \"\(name.shortened)\" \(reason)", notes: notes))
  }

  private func note(_ importer: String, imports imported: String) -> Diagnostic.Note {
    var place: SourcePosition?
    if case .found(let file)? = outcomes[importer] {
      let names = file.model.dependencies + file.model.optionDependencies
      place = names.firstIndex(of: imported).flatMap { self.place(of: $0, in: file) }
    }
    return Diagnostic.Note(file: importer, at: place, "\(imported) is imported here")
  }

  private func place(of position: Int, in file: LoadedFile) -> SourcePosition? {
    let count = file.model.dependencies.count
    let path: [Int32] = position < count ? [3, Int32(position)] : [15, Int32(position - count)]
    return file.sources.position(of: path, .importName)
  }
}

extension String {
  /// The name of a file for a message. It can be as long as the file that imports it.
  fileprivate var shortened: String { utf8.count > 1000 ? "\(prefix(100))…" : self }
}
