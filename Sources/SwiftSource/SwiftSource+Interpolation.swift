extension SwiftSource: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    self.init(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  public init(stringInterpolation: StringInterpolation) {
    var layout = Layout()
    for piece in stringInterpolation.pieces { layout.append(piece) }
    self.init(lines: layout.finished)
  }

  /// Collects the pieces of a literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    enum Piece {
      case text(String)
      case fragment(SwiftSource)
    }

    var pieces: [Piece] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    public mutating func appendLiteral(_ text: String) {
      pieces.append(.text(text))
    }

    /// A fragment, indented to the line that it stands in.
    public mutating func appendInterpolation(_ fragment: SwiftSource) {
      pieces.append(.fragment(fragment))
    }

    /// A finished Swift name, type or expression from a plan.
    public mutating func appendInterpolation(name: String) {
      pieces.append(.text(name))
    }

    /// A Swift string literal that has `text` as its value.
    public mutating func appendInterpolation(literal text: String) {
      pieces.append(.text(StringLiteral(text).source))
    }

    /// An integer literal.
    public mutating func appendInterpolation(literal number: some BinaryInteger) {
      pieces.append(.text(String(number)))
    }

    /// A documentation comment of as many lines as `text` has; nothing when it has none.
    public mutating func appendInterpolation(comment text: String) {
      pieces.append(.fragment(.comment(text, prefix: "///")))
    }
  }
}

extension SwiftSource {
  /// A comment of as many lines as `text` has, each after `prefix`; nothing when it has none.
  public static func comment(_ text: String, prefix: String) -> SwiftSource {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard !text.isEmpty else { return .empty }
    return SwiftSource(lines: lines.map { $0.isEmpty ? prefix : "\(prefix) \($0)" })
  }
}
