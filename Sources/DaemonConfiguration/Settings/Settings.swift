import JSONText

/// The settings in a file, read in the way of the daemon: keys in capitals are the same keys, a
/// `null` counts as missing, and a former name replaces the present one.
struct Settings: Sendable {
  /// The members of the file's object, in the order of the text.
  let members: [JSONMember]

  /// Where the object begins, which is the place of missing settings.
  let position: JSONPosition

  /// The provider's own addresses, if they are known.
  let provider: ProviderEndpoints?

  /// The member with the value of a key; `nil` if the daemon uses its default.
  func member(_ key: KnownKey) -> JSONMember? {
    let formerNames = KnownKeys.former.filter { $0.value == key.name }.map(\.key)
    return last(formerNames) ?? last([key.name])
  }

  private func last(_ names: [String]) -> JSONMember? {
    members.last { names.contains($0.key.lowercased()) && $0.node.value != .null }
  }

  /// The value of a key, or the default.
  func value(_ key: KnownKey) -> JSONNode.Value {
    member(key)?.node.value ?? key.fallback
  }

  /// - Returns: `nil` if the value has another type, which is the concern of a rule of its own.
  func boolean(_ key: KnownKey) -> Bool? { Cast.boolean(value(key)) }

  /// - Returns: `nil` if the value has another type.
  func integer(_ key: KnownKey) -> Int? { Cast.integer(value(key)) }

  /// - Returns: `nil` if the value has another type.
  func text(_ key: KnownKey) -> String? { Cast.text(value(key)) }

  /// Where to look for the value of a key.
  func position(of key: KnownKey) -> JSONPosition {
    member(key)?.position ?? position
  }

  /// The key with its value, for messages: `service_type is "http"`.
  func described(_ key: KnownKey) -> String {
    guard let member = member(key) else {
      let fallback = Cast.text(key.fallback) ?? ""
      let standard = fallback.isEmpty ? "" : " and therefore \(fallback)"
      return "\(key.name) is missing\(standard)"
    }
    guard let text = Cast.text(member.node.value) else {
      return "\(key.name) is \(member.node.value.kind)"
    }
    if case .string = member.node.value { return "\(key.name) is \"\(text)\"" }
    return "\(key.name) is \(text)"
  }
}
