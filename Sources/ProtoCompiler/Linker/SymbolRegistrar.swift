/// Adds the names of files to the symbol table, one file after the other, and reports names that are
/// declared twice.
struct SymbolRegistrar {
  private let files: [FileModel]
  private let sources: [SourceMap]

  private(set) var symbols: SymbolTable
  /// The problems of each file.
  private var problems: [LimitedDiagnostics]

  var diagnostics: [Diagnostic] { problems.flatMap(\.diagnostics) }

  /// protoc's limits for packages.
  private static let maximumPackageLength = 511
  private static let maximumPackageDepth = 100

  /// - Parameters:
  ///   - files: all files of a pool, the built-in ones, too.
  init(_ files: [FileModel], sources: [SourceMap]) {
    self.files = files
    self.sources = sources
    symbols = SymbolTable(files: files)
    problems = Array(repeating: LimitedDiagnostics(), count: files.count)
  }

  /// Adds the names of a file.
  mutating func add(file: Int) {
    addPackage(of: file)
    let declarations = files[file].declarations
    for index in declarations.tooLong {
      let element = declarations.entries[Int(index)].element
      report("name-length", file, element, Declarations.lengthMessage)
    }
    let tooLong = Set(declarations.tooLong.map(Int.init))
    for index in declarations.entries.indices where !tooLong.contains(index) {
      guard let existing = symbols.add(file: file, declaration: index) else { continue }
      report(declaration: index, of: file, existing)
    }
  }

  private mutating func addPackage(of file: Int) {
    let package = files[file].package
    guard !package.isEmpty else { return }
    if package.utf8.count > Self.maximumPackageLength {
      return report("package", file, .file, "A package's name has at most 511 letters: shorten it.")
    }
    if package.utf8.count(where: { $0 == UInt8(ascii: ".") }) > Self.maximumPackageDepth {
      return report("package", file, .file, "A package's name has at most 101 parts: shorten it.")
    }
    guard let (name, existing) = symbols.addPackage(package, file: file) else { return }
    report(
      "duplicate-name", file, .file,
      "\"\(name)\" is a package here, but something else in \"\(files[Int(existing.file)].name)\".",
      notes: [note(name, existing)])
  }

  private mutating func report(declaration: Int, of file: Int, _ existing: SymbolID) {
    let model = files[file]
    let element = model.declarations.entries[declaration].element
    let name = model.declarations.name(at: declaration)
    var message = "\"\(name)\" is declared in \"\(files[Int(existing.file)].name)\", too."
    if Int(existing.file) == file {
      let dot = name.lastIndex(of: ".")
      message =
        dot.map { "\"\(name[$0...].dropFirst())\" is declared twice in \"\(name[..<$0])\"." }
        ?? "\"\(name)\" is declared twice."
    }
    if element.kind == .enumValue, isSibling(element, existing, of: file) {
      let parent = model.enums[Int(model.values[Int(element.index)].parent)].name
      message +=
        " The name of an enum's value belongs to the scope around the enum, so it must differ from all "
        + "names around \"\(parent)\"."
    }
    report("duplicate-name", file, element, message, notes: [note(name, existing)])
  }

  /// Whether the name of an enum's value isn't that of another value of the enum.
  private func isSibling(_ value: ElementID, _ existing: SymbolID, of file: Int) -> Bool {
    guard Int(existing.file) == file, existing.kind == .enumValue else { return true }
    return files[file].values[Int(value.index)].parent != files[file].values[existing.index].parent
  }

  private mutating func report(
    _ ruleID: String, _ file: Int, _ element: ElementID, _ message: String,
    notes: [Diagnostic.Note] = []
  ) {
    problems[file].append(
      Diagnostic(
        ruleID: ruleID, file: files[file].name, at: place(file, element), message, notes: notes))
  }

  private func note(_ name: String, _ symbol: SymbolID) -> Diagnostic.Note {
    let file = Int(symbol.file)
    if let field = files[file].mapField(of: symbol.element) {
      return Diagnostic.Note(
        file: files[file].name, at: position(file, field),
        "\"\(name)\" is the message for the entries of this map")
    }
    let element = symbol.kind == .package ? ElementID.file : symbol.element
    return Diagnostic.Note(
      file: files[file].name, at: place(file, element), "\"\(name)\" is declared here first")
  }

  /// Where an element is or, if the text doesn't have it as it was made for a map, the message around it.
  private func place(_ file: Int, _ element: ElementID) -> SourcePosition? {
    if let position = position(file, element) { return position }
    let parent =
      switch element.kind {
      case .message: files[file].messages[Int(element.index)].parent
      case .field: files[file].fields[Int(element.index)].parent
      default: Int32(-1)
      }
    return parent < 0 ? nil : place(file, ElementID(.message, parent))
  }

  private func position(_ file: Int, _ element: ElementID) -> SourcePosition? {
    sources[file].position(of: files[file].path(of: element), .name)
  }
}

extension FileModel {
  /// The map field for which a message was made; `nil` if it wasn't made for one.
  fileprivate func mapField(of element: ElementID) -> ElementID? {
    guard element.kind == .message, messages[Int(element.index)].isMapEntry else { return nil }
    let entry = messages[Int(element.index)]
    guard entry.parent >= 0 else { return nil }
    return messages[Int(entry.parent)].fields.indices
      .first { fields[$0].isRepeated && MapEntry.name(of: fields[$0].name) == entry.name }
      .map { ElementID(.field, $0) }
  }
}
