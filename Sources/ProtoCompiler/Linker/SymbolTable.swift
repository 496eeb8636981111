/// All names of the files that are compiled together.
///
/// It is a hash table with open addressing over the bytes that ``Declarations`` hold. Looking up a
/// name needs no `String`.
struct SymbolTable: Sendable {
  /// A name in the table.
  private struct Entry {
    let hash: UInt32
    /// The file whose declarations hold the name; for a package, the first that is in it.
    let file: Int32
    /// The index of the name in the declarations.
    let declaration: Int32
    let element: ElementID
  }

  private var entries: [Entry] = []
  /// Indices of entries, counted from 1; 0 where there is no entry.
  private var slots: [Int32]
  private var packages = Declarations()
  private let files: [FileModel]

  /// Creates a table for the names of files, without any name in it.
  init(files: [FileModel]) {
    self.files = files
    let count = files.reduce(0) { $0 + $1.declarations.entries.count + 4 }
    var capacity = 16
    while capacity < count + count / 2 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    entries.reserveCapacity(count)
  }

  /// Finds the element with a full name.
  func find(_ name: UnsafeBufferPointer<UInt8>) -> SymbolID? {
    let hash = NameHash.hash(UnsafeRawBufferPointer(name))
    guard let entry = entry(of: name, hash: hash) else { return nil }
    return SymbolID(file: entry.file, entry.element)
  }

  /// Finds the element with a full name.
  func find(_ name: some StringProtocol) -> SymbolID? {
    Array(name.utf8).withUnsafeBufferPointer { find($0) }
  }

  /// Adds a declaration of a file.
  ///
  /// - Returns: the element that has the name already; `nil` if the name was added.
  mutating func add(file: Int, declaration: Int) -> SymbolID? {
    let declarations = files[file].declarations
    let new = declarations.entries[declaration]
    let existing = declarations.bytes.withUnsafeBufferPointer { bytes in
      let name = UnsafeBufferPointer(rebasing: bytes[Int(new.start)..<Int(new.start + new.length)])
      return entry(of: name, hash: new.hash)
    }
    if let existing { return SymbolID(file: existing.file, existing.element) }
    insert(
      Entry(
        hash: new.hash, file: Int32(file), declaration: Int32(declaration), element: new.element))
    return nil
  }

  /// Adds a package and the packages around it.
  ///
  /// - Returns: the name of a package that is the name of something else, and that element.
  mutating func addPackage(_ name: String, file: Int) -> (String, SymbolID)? {
    var name = name
    while !name.isEmpty {
      if let existing = find(name) {
        return existing.kind == .package ? nil : (name, existing)
      }
      let declaration = packages.add(name.utf8, ElementID(.package, packages.entries.count))
      let added = packages.entries[Int(declaration)]
      insert(
        Entry(
          hash: added.hash, file: Int32(file), declaration: declaration, element: added.element))
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = String(name[..<dot])
    }
    return nil
  }

  private func entry(of name: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Entry? {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.hash == hash && hasName(entry, name) { return entry }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func hasName(_ entry: Entry, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    entry.element.kind == .package
      ? packages.isEqual(name, at: Int(entry.declaration))
      : files[Int(entry.file)].declarations.isEqual(name, at: Int(entry.declaration))
  }

  private mutating func insert(_ entry: Entry) {
    if (entries.count + 1) * 5 > slots.count * 4 { grow() }
    entries.append(entry)
    place(entry.hash, index: Int32(entries.count))
  }

  private mutating func place(_ hash: UInt32, index: Int32) {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = index
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, entry) in entries.enumerated() { place(entry.hash, index: Int32(index + 1)) }
  }
}
