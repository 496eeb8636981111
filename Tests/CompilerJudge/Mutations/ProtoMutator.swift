import TestSupport

/// Makes a small change to a proto's text. Each seed gives one change.
public struct ProtoMutator {
  private var random: SeededRandom
  private var tokens: [ProtoToken]

  /// The tokens that have a meaning, as indices.
  private let meaningful: [Int]

  public init(seed: UInt64, text: [UInt8]) {
    let tokens = ProtoToken.all(in: text)
    self.random = SeededRandom(seed: seed)
    self.tokens = tokens
    self.meaningful = tokens.indices.filter {
      tokens[$0].kind != .blank && tokens[$0].kind != .comment
    }
  }

  /// The changed text.
  public mutating func mutated() -> [UInt8] {
    change()
    // A second change shows how errors are found after others.
    if Int.random(in: 0..<8, using: &random) == 0 { change() }
    return tokens.flatMap(\.text)
  }

  private mutating func change() {
    guard let index = meaningful.randomElement(using: &random) else { return }
    switch Int.random(in: 0..<20, using: &random) {
    case 0, 1, 2: tokens[index].text = []
    case 3, 4: tokens[index].text += [32] + tokens[index].text
    case 5, 6: swap(index)
    case 7: replaceByOther(index)
    case 8: tokens[index].text = Array(pick(Vocabulary.words).utf8)
    case 9: tokens[index].text += Array(" \(pick(Vocabulary.words)) ".utf8)
    case 10, 11, 12: changeNumber()
    case 13, 14, 15: changeWord()
    case 16: changeString()
    case 17: changeStatement(index)
    case 18: changeBlank()
    default: changeByte(index)
    }
  }

  private mutating func swap(_ index: Int) {
    guard let place = meaningful.firstIndex(of: index), place + 1 < meaningful.count else { return }
    tokens.swapAt(index, meaningful[place + 1])
  }

  private mutating func replaceByOther(_ index: Int) {
    guard let other = meaningful.randomElement(using: &random) else { return }
    tokens[index].text = tokens[other].text
  }

  private mutating func changeNumber() {
    guard let index = any(.number) else { return }
    tokens[index].text = Array(pick(Vocabulary.numbers).utf8)
  }

  /// Gives a name another meaning, or none.
  private mutating func changeWord() {
    guard let index = any(.word), let other = any(.word) else { return }
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1: tokens[index].text = tokens[other].text
    case 2: tokens[index].text += Array("x".utf8)
    case 3: tokens[index].text = tokens[index].text.map { $0 ^ ($0 >= 0x41 ? 0x20 : 0) }
    case 4: tokens[index].text = Array("x.".utf8) + tokens[index].text
    case 5: tokens[index].text = Array(".".utf8) + tokens[index].text
    default: tokens[index].text = Array(pick(Vocabulary.words).utf8)
    }
  }

  private mutating func changeString() {
    guard let index = any(.string) else { return }
    let text = tokens[index].text
    guard text.count >= 2 else { return }
    let place = Int.random(in: 1..<text.count, using: &random)
    tokens[index].text = text[..<place] + Array(pick(Vocabulary.stringParts).utf8) + text[place...]
  }

  /// Removes or repeats everything up to the end of a statement.
  private mutating func changeStatement(_ index: Int) {
    let ends = meaningful.filter { [[0x3B], [0x7B], [0x7D]].contains(tokens[$0].text) }
    guard let end = ends.first(where: { $0 >= index }) else { return }
    let begin = (ends.last { $0 < index } ?? -1) + 1
    if Bool.random(using: &random) {
      for place in begin...end { tokens[place].text = [] }
    } else {
      tokens[end].text += tokens[begin...end].flatMap(\.text)
    }
  }

  private mutating func changeBlank() {
    guard let index = any(.blank) else { return }
    tokens[index].text = Array(pick(Vocabulary.blanks).utf8)
  }

  private mutating func changeByte(_ index: Int) {
    guard !tokens[index].text.isEmpty else { return }
    let place = Int.random(in: tokens[index].text.indices, using: &random)
    tokens[index].text[place] = .random(in: 0...255, using: &random)
  }

  private mutating func any(_ kind: ProtoToken.Kind) -> Int? {
    tokens.indices.filter { tokens[$0].kind == kind }.randomElement(using: &random)
  }

  private mutating func pick(_ words: [String]) -> String {
    words.randomElement(using: &random) ?? ""
  }
}
