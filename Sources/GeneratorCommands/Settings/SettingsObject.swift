import Foundation
import JSONText
import ProtoCompiler

/// An object of a settings file, whose keys are taken one after the other.
struct SettingsObject {
  /// Where the object begins.
  let place: SettingsPlace

  private var members: [JSONMember]
  private var known: [String] = []

  private init(_ members: [JSONMember], _ place: SettingsPlace) throws(SettingsFault) {
    self.place = place
    self.members = members.filter { $0.key != "$schema" }
    var seen: [String: JSONMember] = [:]
    for member in members {
      if let first = seen.updateValue(member, forKey: member.key) {
        throw fault(
          at: member.position,
          "the key \(member.key) is also on line \(first.position.line); remove one of them")
      }
    }
  }

  /// Reads a file.
  ///
  /// - Throws: ``SettingsFault`` if the file can't be read or isn't a JSON object.
  static func read(_ file: String) throws(SettingsFault) -> SettingsObject {
    let start = SettingsPlace(file: file, position: .start)
    guard let data = FileManager.default.contents(atPath: file) else {
      throw start.fault("the file can't be read; check its permissions, or remove it")
    }
    let node = try parse(data, of: file)
    let place = SettingsPlace(file: file, position: node.position)
    guard let members = members(node, place)?.members else {
      throw place.fault(
        "the file contains \(node.value.kind); write an object, such as {\"visibility\": \"public\"}"
      )
    }
    return try SettingsObject(members, place)
  }

  private static func parse(_ data: Data, of file: String) throws(SettingsFault) -> JSONNode {
    do {
      return try JSONParser.parse(data)
    } catch {
      throw SettingsPlace(file: file, position: error.position)
        .fault("\(error.reason); \(error.remedy)")
    }
  }

  private func fault(at position: JSONPosition, _ message: String) -> SettingsFault {
    SettingsPlace(file: place.file, position: position).fault(message)
  }

  /// Takes the value of a key; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - form: what the value should be, for the message about another.
  ///   - convert: makes of a value what is wanted, or `nil` of another.
  mutating func take<Value>(
    _ key: String, _ form: String, _ convert: (JSONNode, SettingsPlace) -> Value?
  ) throws(SettingsFault) -> Value? {
    known.append(key)
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    let node = members.remove(at: index).node
    let found = SettingsPlace(file: place.file, position: node.position)
    guard let value = convert(node, found) else {
      throw found.fault("the value of \(key) must be \(form)")
    }
    return value
  }

  /// Takes a text.
  mutating func text(
    _ key: String, _ form: String = "a string"
  ) throws(SettingsFault) -> SettingsText? {
    try take(key, form, Self.string)
  }

  /// Takes what is true or false.
  mutating func flag(_ key: String) throws(SettingsFault) -> Bool? {
    try take(key, "true or false") { node, _ in
      if case .boolean(let value) = node.value { value } else { nil }
    }
  }

  /// Takes a list of texts.
  mutating func texts(_ key: String) throws(SettingsFault) -> [SettingsText]? {
    try take(key, "an array of strings") { node, place in Self.elements(node, place, Self.string) }
  }

  /// Takes an object.
  mutating func object(_ key: String) throws(SettingsFault) -> SettingsObject? {
    guard let found = try take(key, "an object", Self.members) else { return nil }
    return try SettingsObject(found.members, found.place)
  }

  /// Takes a list of objects.
  mutating func objects(_ key: String) throws(SettingsFault) -> [SettingsObject] {
    let found = try take(key, "an array of objects") { node, place in
      Self.elements(node, place, Self.members)
    }
    var objects: [SettingsObject] = []
    for item in found ?? [] { objects.append(try SettingsObject(item.members, item.place)) }
    return objects
  }

  /// A text; `nil` for another value.
  static func string(_ node: JSONNode, _ place: SettingsPlace) -> SettingsText? {
    guard case .string(let text) = node.value else { return nil }
    return SettingsText(text: text, place: place)
  }

  /// The members of an object; `nil` for another value.
  static func members(
    _ node: JSONNode, _ place: SettingsPlace
  ) -> (members: [JSONMember], place: SettingsPlace)? {
    guard case .object(let members) = node.value else { return nil }
    return (members, place)
  }

  /// The elements of an array; `nil` for another value, or if one of them has another form.
  static func elements<Element>(
    _ node: JSONNode, _ place: SettingsPlace, _ convert: (JSONNode, SettingsPlace) -> Element?
  ) -> [Element]? {
    guard case .array(let nodes) = node.value else { return nil }
    let elements = nodes.compactMap { node in
      convert(node, SettingsPlace(file: place.file, position: node.position))
    }
    return elements.count == nodes.count ? elements : nil
  }

  /// Refuses the keys that weren't taken.
  ///
  /// - Parameter others: what to say about keys of other tools.
  func finish(_ others: [String: String] = [:]) throws(SettingsFault) {
    guard let member = members.first else { return }
    let remedy = others[member.key].map { ": \($0)" } ?? "; \(remedy(member.key))"
    throw fault(at: member.position, "the key \(member.key) is unknown\(remedy)")
  }

  private func remedy(_ key: String) -> String {
    guard let nearest = Suggestion.nearest(to: key, in: known) else {
      return "use one of \(known.joined(separator: ", "))"
    }
    return "did you mean \(nearest)?"
  }
}
