import TestSupport

/// Makes small changes to the structure or the bytes of a request. Each seed gives one change.
struct Mutator {
  private var random: SeededRandom
  private let request: DescriptorTree
  private let texts: [[UInt8]]

  init(seed: UInt64, request: DescriptorTree) {
    self.random = SeededRandom(seed: seed)
    self.request = request
    self.texts = Array(Set(request.texts)).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The changed request.
  mutating func mutated() -> [UInt8] {
    var tree = request
    for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&tree) }
    var bytes = tree.bytes
    // One in eight requests is damaged in its bytes, regardless of structure.
    guard !bytes.isEmpty, Int.random(in: 0..<8, using: &random) == 0 else { return bytes }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] ^=
        1 << UInt8.random(in: 0..<8, using: &random)
    }
    return bytes
  }

  /// Source positions are most of a request but have little effect, so they are rarely changed.
  private mutating func mutate(_ tree: inout DescriptorTree) {
    let positions = Int.random(in: 0..<12, using: &random) == 0
    var chosen = Int.random(in: 0..<max(1, tree.count(positions: positions)), using: &random)
    tree.change(&chosen, positions: positions) { change(&$0) }
  }

  private mutating func change(_ message: inout DescriptorTree) {
    let known = message.kind.numbers.count + message.kind.texts.count
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      guard let index = message.fields.indices.randomElement(using: &random) else { return }
      replace(&message.fields[index].value, in: message.kind)
    case 2, 3:
      guard known > 0 else { return }
      set(in: &message)
    case 4:
      guard let index = message.fields.indices.randomElement(using: &random) else { return }
      message.fields.remove(at: index)
    case 5:
      guard let field = message.fields.randomElement(using: &random) else { return }
      message.fields.append(field)
    case 6:
      message.fields.shuffle(using: &random)
    default:
      let number = Int.random(in: 1...60, using: &random)
      message.fields.append(.init(number: number, value: anything()))
    }
  }

  /// Gives a field of the message an invalid value.
  private mutating func set(in message: inout DescriptorTree) {
    let kind = message.kind
    let isText =
      Int.random(in: 0..<(kind.numbers.count + kind.texts.count), using: &random)
      >= kind.numbers.count
    guard let number = (isText ? kind.texts : kind.numbers).randomElement(using: &random) else {
      return
    }
    let value = isText ? DescriptorTree.Value.bytes(text()) : .number(self.number())
    if let index = message.fields.firstIndex(where: { $0.number == number }) {
      message.fields[index].value = value
    } else {
      message.fields.append(.init(number: number, value: value))
    }
  }

  private mutating func replace(_ value: inout DescriptorTree.Value, in kind: DescriptorKind) {
    switch value {
    case .number: value = .number(number())
    case .bytes: value = .bytes(text())
    case .message(let tree):
      let alike = request.messages(of: tree.kind)
      if let other = alike.randomElement(using: &random) { value = .message(other) }
    case .fixed32, .fixed64: value = anything()
    }
  }

  private mutating func anything() -> DescriptorTree.Value {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .number(number())
    case 1: .fixed32((0..<4).map { _ in .random(in: 0...255, using: &random) })
    case 2:
      .bytes(
        (0..<Int.random(in: 0..<9, using: &random)).map { _ in .random(in: 0...255, using: &random)
        })
    default: .bytes(text())
    }
  }

  private mutating func number() -> UInt64 {
    let telling: [Int64] = [
      0, 1, 2, 3, 10, 11, 18, 127, 900, 998, 999, 1000, 1001, 9999, 18_999, 19_000, 99_999,
      536_870_911, 536_870_912, Int64(Int32.max), Int64(Int32.min), -1, .max, .min,
    ]
    let value = telling.randomElement(using: &random) ?? 0
    return Bool.random(using: &random)
      ? UInt64(bitPattern: value) : UInt64.random(in: 0...40, using: &random)
  }

  private mutating func text() -> [UInt8] {
    let telling = [
      "", ".", "..", "a..b", ".a", "a b", "class", "self", "Self", "Type", "init", "_", "___", "0a",
      "ünïcödé", "🙂", "a\nb", "\0", "`", "\"", "\\(x)", "*/", "../up.proto", "/abs.proto", "proto2",
      "proto3", "editions", "UNRECOGNIZED", "unknownFields", "Swift", "SwiftProtobuf", "Message",
      String(repeating: "a", count: 10_000), String(repeating: "Message", count: 2_000),
      "Visibility=Public,Swift=false", "Manifest=Merged", "a=b,,=", "FileNaming=DropPath",
    ]
    if Bool.random(using: &random), let other = texts.randomElement(using: &random) { return other }
    return Array((telling.randomElement(using: &random) ?? "").utf8)
  }
}
