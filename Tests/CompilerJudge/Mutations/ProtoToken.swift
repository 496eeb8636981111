/// A piece of a proto's text. It's found without the compiler that is judged, and any text can be
/// taken apart.
struct ProtoToken: Hashable {
  enum Kind: Hashable {
    case blank, comment, word, number, string, symbol
  }

  var kind: Kind
  var text: [UInt8]

  /// Takes a text apart. The pieces together are the text.
  static func all(in text: [UInt8]) -> [ProtoToken] {
    var tokens: [ProtoToken] = []
    var rest = text[...]
    while let first = rest.first {
      let (kind, count) = piece(first, rest)
      tokens.append(ProtoToken(kind: kind, text: Array(rest.prefix(count))))
      rest = rest.dropFirst(count)
    }
    return tokens
  }

  private static func piece(_ first: UInt8, _ rest: ArraySlice<UInt8>) -> (Kind, Int) {
    switch first {
    case UInt8(ascii: " "), 9...13:
      (.blank, rest.prefix { $0 == 32 || (9...13).contains($0) }.count)
    case UInt8(ascii: "/") where rest.starts(with: "//".utf8):
      (.comment, rest.prefix { $0 != 10 }.count)
    case UInt8(ascii: "/") where rest.starts(with: "/*".utf8): (.comment, blockLength(rest))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): (.string, stringLength(rest))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): (.number, rest.prefix(while: isWordPart).count)
    case _ where isWordPart(first): (.word, rest.prefix(while: isWordPart).count)
    default: (.symbol, 1)
    }
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func blockLength(_ rest: ArraySlice<UInt8>) -> Int {
    var index = rest.startIndex + 2
    while index + 1 < rest.endIndex {
      if rest[index] == UInt8(ascii: "*"), rest[index + 1] == UInt8(ascii: "/") {
        return index + 2 - rest.startIndex
      }
      index += 1
    }
    return rest.count
  }

  private static func stringLength(_ rest: ArraySlice<UInt8>) -> Int {
    var index = rest.startIndex + 1
    while index < rest.endIndex, rest[index] != 10 {
      if rest[index] == rest[rest.startIndex] { return index + 1 - rest.startIndex }
      index += rest[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, rest.endIndex) - rest.startIndex
  }
}
