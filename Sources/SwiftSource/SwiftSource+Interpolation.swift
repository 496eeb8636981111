extension SwiftSource: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    var layout = Layout()
    layout.append(text)
    self = layout.finished()
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.layout.finished()
  }

  /// Lays the pieces of a literal out as they come.
  public struct StringInterpolation: StringInterpolationProtocol {
    var layout = Layout()

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) {
      layout.append(text)
    }

    /// A fragment, indented to the line that it stands in.
    public mutating func appendInterpolation(_ fragment: SwiftSource) {
      layout.append(fragment)
    }

    /// A finished Swift name, type or expression from a plan.
    public mutating func appendInterpolation(name: String) {
      layout.append(name)
    }

    /// A Swift string literal that has `text` as its value.
    public mutating func appendInterpolation(literal text: String) {
      layout.append(StringLiteral(text).source)
    }

    /// An integer literal.
    public mutating func appendInterpolation(literal number: some BinaryInteger) {
      layout.append(String(number))
    }

    /// A documentation comment of as many lines as `text` has; nothing when it has none.
    public mutating func appendInterpolation(comment text: String) {
      layout.append(.comment(text, prefix: "///"))
    }
  }
}

extension SwiftSource {
  /// A comment of as many lines as `text` has, each after `prefix`; nothing when it has none.
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
