/// A JSON value and the position where it begins.
package struct JSONNode: Hashable, Sendable {
  package let value: Value
  package let position: JSONPosition

  /// A JSON value. Objects keep all of their members, in the order of the text.
  package indirect enum Value: Hashable, Sendable {
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
package struct JSONMember: Hashable, Sendable {
  package let key: String

  /// Where the key begins.
  package let position: JSONPosition

  package let node: JSONNode
}

extension JSONNode.Value {
  /// The kind of value, for messages.
  package var kind: String {
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
