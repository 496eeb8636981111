extension SwiftSource: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    var layout = Layout()
    layout.append(text)
    self = layout.finished()
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.layout.finished()
  }

  /// Collects the pieces of a literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    var layout = Layout()

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) {
      layout.append(text)
    }

    /// Adds a fragment, indented like the line that contains it.
    public mutating func appendInterpolation(_ fragment: SwiftSource) {
      layout.append(fragment)
    }

    /// Adds a fragment for each item, without blank lines between them.
    public mutating func appendInterpolation<Item>(
      lines items: some Sequence<Item>, _ fragment: (Item) -> SwiftSource
    ) {
      layout.append(.lines(items.map(fragment)))
    }

    /// Adds a fragment for each item, with a blank line between them.
    public mutating func appendInterpolation<Item>(
      paragraphs items: some Sequence<Item>, _ fragment: (Item) -> SwiftSource
    ) {
      layout.append(.paragraphs(items.map(fragment)))
    }

    /// Adds a Swift name, type or expression from a plan, without changes.
    public mutating func appendInterpolation(name: String) {
      layout.append(name)
    }

    /// Adds a Swift string literal with the value `text`.
    public mutating func appendInterpolation(literal text: String) {
      layout.append(StringLiteral(text).source)
    }

    /// Adds an integer literal.
    public mutating func appendInterpolation(literal number: some BinaryInteger) {
      layout.append(String(number))
    }

    /// Adds a documentation comment with the lines of `text`; nothing if `text` is empty.
    public mutating func appendInterpolation(comment text: String) {
      layout.append(.comment(text, prefix: "///"))
    }
  }
}

extension SwiftSource {
  /// A comment with the lines of `text`, each after `prefix`; empty if `text` is empty.
  public static func comment(_ text: String, prefix: String) -> SwiftSource {
    guard !text.isEmpty else { return .empty }
    return SwiftSource(lines: lines(of: text).map { $0.isEmpty ? prefix : "\(prefix) \($0)" })
  }

  private static func lines(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
  }
}
