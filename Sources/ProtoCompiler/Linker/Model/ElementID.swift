/// An element of a file, named by its kind and its place in the arrays of a ``FileModel``.
struct ElementID: Hashable, Sendable {
  let kind: SymbolKind
  let index: Int32

  init(_ kind: SymbolKind, _ index: some BinaryInteger) {
    self.kind = kind
    self.index = Int32(truncatingIfNeeded: index)
  }

  static let file = ElementID(.file, 0)
}

/// The kinds of elements that have options or a name.
enum SymbolKind: UInt8, Sendable {
  case file
  case package
  case message
  case field
  case oneof
  case extensionRange
  case enumeration
  case enumValue
  case service
  case method
}

/// An element of one of the files that are compiled together.
struct SymbolID: Hashable, Sendable {
  /// The file's index in the ``Pool``.
  let file: Int32
  let element: ElementID

  init(file: some BinaryInteger, _ element: ElementID) {
    self.file = Int32(truncatingIfNeeded: file)
    self.element = element
  }

  var kind: SymbolKind { element.kind }
  var index: Int { Int(element.index) }

  /// Whether the element is a message or an enum.
  var isType: Bool { kind == .message || kind == .enumeration }

  /// Whether names can be looked up in the element.
  var isAggregate: Bool { isType || kind == .package || kind == .service }
}
