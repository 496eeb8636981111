/// A JSON value and the position where it begins.
struct JSONNode: Hashable, Sendable {
  let value: Value
  let position: TextPosition

  /// A JSON value. Objects keep all of their members, in the order of the text.
  indirect enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// A number, as it is written.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])
  }
}

/// A member of a JSON object.
struct JSONMember: Hashable, Sendable {
  let key: String

  /// Where the key begins.
  let position: TextPosition

  let node: JSONNode
}

extension JSONNode.Value {
  /// The kind of value, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "a Boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONMember {
  /// The member as a line with another key; `nil` if its value is a secret or has members itself.
  func line(renamed name: String) -> String? {
    let secrets = ["key", "secret", "token"]
    guard !secrets.contains(where: key.lowercased().contains) else { return nil }
    return switch node.value {
    case .string(let text): KnownKey.text(name).line(text)
    case .boolean, .number: Cast.text(node.value).map { KnownKey.other(name).line($0) }
    case .null, .array, .object: nil
    }
  }
}
