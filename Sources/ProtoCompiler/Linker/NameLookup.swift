/// Looks up names as protoc does: in the innermost scope first, and only in files that the file
/// imports.
final class NameLookup {
  /// Which elements end a search.
  enum Mode {
    case everything
    /// Other elements than messages and enums are skipped.
    case types
  }

  /// What was found.
  enum Outcome {
    case found(SymbolID)
    case missing(Miss)
  }

  /// What is known about a name that wasn't found.
  struct Miss {
    /// A file that declares the name but isn't imported.
    var declaredIn: Int?
    /// The name as that file declares it.
    var declaredName = ""
    /// The full name that the first part of the name led to, if there is nothing of that name.
    var resolvedTo: String?
  }

  /// The files of which a name was found.
  private(set) var used: Set<Int> = []

  private let pool: Pool
  private let file: Int
  private let imports: Imports
  private var buffer: [UInt8] = []
  private var miss = Miss()

  init(_ pool: Pool, file: Int) {
    self.pool = pool
    self.file = file
    imports = pool.imports[file]
  }

  /// Finds what a name in the text stands for.
  ///
  /// - Parameter scope: the full name of the element that the name is in.
  func find(_ name: String, from scope: some Sequence<UInt8>, _ mode: Mode) -> Outcome {
    miss = Miss()
    if name.utf8.first == UInt8(ascii: ".") {
      buffer.removeAll(keepingCapacity: true)
      buffer.append(contentsOf: name.utf8.dropFirst())
      return outcome(of: findBuffer())
    }
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: scope)
    return outcome(of: findRelative(name, mode))
  }

  /// Finds an element by its full name, in any file.
  ///
  /// The element's file counts as used if it is imported.
  func findAnywhere(_ name: String) -> SymbolID? {
    guard let symbol = pool.symbols.find(name) else { return nil }
    noteUse(of: symbol)
    return symbol
  }

  private func outcome(of symbol: SymbolID?) -> Outcome {
    symbol.map { .found($0) } ?? .missing(miss)
  }

  private func findRelative(_ name: String, _ mode: Mode) -> SymbolID? {
    let name = name.utf8
    let first = name.prefix { $0 != UInt8(ascii: ".") }
    while let dot = buffer.lastIndex(of: UInt8(ascii: ".")) {
      buffer.removeSubrange((dot + 1)...)
      buffer.append(contentsOf: first)
      if let symbol = findBuffer() {
        if first.count < name.count {
          if symbol.isAggregate { return findRest(name.dropFirst(first.count)) }
        } else if mode == .everything || symbol.isType {
          return symbol
        }
      }
      buffer.removeSubrange(dot...)
    }
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: name)
    return findBuffer()
  }

  private func findRest(_ rest: Substring.UTF8View) -> SymbolID? {
    buffer.append(contentsOf: rest)
    let symbol = findBuffer()
    if symbol == nil { miss.resolvedTo = String(decoding: buffer, as: UTF8.self) }
    return symbol
  }

  private func findBuffer() -> SymbolID? {
    guard let symbol = buffer.withUnsafeBufferPointer({ pool.symbols.find($0) }) else {
      return nil
    }
    noteUse(of: symbol)
    if isVisible(symbol) { return symbol }
    miss.declaredIn = Int(symbol.file)
    miss.declaredName = String(decoding: buffer, as: UTF8.self)
    return nil
  }

  private func noteUse(of symbol: SymbolID) {
    let owner = Int(symbol.file)
    guard owner != file, symbol.kind != .package else { return }
    if imports.visible.contains(owner) || imports.visibleOptions.contains(owner) {
      used.insert(owner)
    }
  }

  private func isVisible(_ symbol: SymbolID) -> Bool {
    let owner = Int(symbol.file)
    if owner == file || imports.visible.contains(owner) { return true }
    if imports.visibleOptions.contains(owner) && symbol.kind == .field { return true }
    return symbol.kind == .package && isPackageVisible()
  }

  /// Whether a file that is seen is in the package whose name is in the buffer.
  private func isPackageVisible() -> Bool {
    ([file] + imports.visible + imports.visibleOptions).contains { isInPackage($0) }
  }

  private func isInPackage(_ file: Int) -> Bool {
    let package = pool.files[file].package.utf8
    guard package.starts(with: buffer) else { return false }
    return package.count == buffer.count
      || package.dropFirst(buffer.count).first == UInt8(ascii: ".")
  }
}
