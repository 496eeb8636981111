import JSONText

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
