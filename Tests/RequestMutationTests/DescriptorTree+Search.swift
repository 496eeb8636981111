extension DescriptorTree {
  /// All texts in the message and in the messages inside it.
  var texts: [[UInt8]] {
    fields.flatMap { field -> [[UInt8]] in
      switch field.value {
      case .message(let tree): tree.kind == .sourceInfo ? [] : tree.texts
      case .bytes(let bytes): kind.texts.contains(field.number) ? [bytes] : []
      case .number, .fixed32, .fixed64: []
      }
    }
  }

  /// All messages of a kind inside this one.
  func messages(of wanted: DescriptorKind) -> [DescriptorTree] {
    fields.flatMap { field -> [DescriptorTree] in
      guard case .message(let tree) = field.value else { return [] }
      return (tree.kind == wanted ? [tree] : []) + tree.messages(of: wanted)
    }
  }

  /// The number of messages, including this one: either of source positions or of all others.
  func count(positions: Bool) -> Int {
    fields.reduce(isPosition == positions ? 1 : 0) { count, field in
      guard case .message(let tree) = field.value else { return count }
      return count + tree.count(positions: positions)
    }
  }

  /// Changes the message with a number, in the order of ``count(positions:)``.
  mutating func change(
    _ chosen: inout Int, positions: Bool, _ body: (inout DescriptorTree) -> Void
  ) {
    if isPosition == positions {
      chosen -= 1
      if chosen < 0 { return body(&self) }
    }
    for index in fields.indices {
      guard case .message(var tree) = fields[index].value else { continue }
      tree.change(&chosen, positions: positions, body)
      fields[index].value = .message(tree)
      if chosen < 0 { return }
    }
  }

  private var isPosition: Bool { kind == .location || kind == .sourceInfo }
}
