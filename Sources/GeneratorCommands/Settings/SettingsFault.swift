import Foundation
import ProtoCompiler

/// What is wrong with a settings file.
struct SettingsFault: Error, CustomStringConvertible {
  let file: String
  let line: Int
  let column: Int
  let message: String

  var description: String { "\(file):\(line):\(column): error: \(message) [settings]" }
}

/// A settings file as a tree of values, with the places of its keys.
struct SettingsText {
  let file: String
  private let text: String

  /// - Throws: ``SettingsFault`` if the file can't be read or isn't a JSON object.
  static func read(_ file: String) throws(SettingsFault) -> SettingsObject {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw SettingsFault(
        file: file, line: 1, column: 1,
        message: "the file can't be read; check its permissions, or remove it")
    }
    let text = SettingsText(file: file, text: String(decoding: data, as: UTF8.self))
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: data)
    } catch {
      throw text.syntaxFault(error)
    }
    guard let values = value as? [String: Any] else {
      throw text.fault(
        at: nil, "the file must contain a JSON object, such as {\"visibility\": \"public\"}")
    }
    return SettingsObject(text: text, values: values)
  }

  /// A fault at a key, or at the beginning of the file.
  func fault(at key: String?, _ message: String) -> SettingsFault {
    let quoted = key.map { "\"\($0)\"" }
    let start = quoted.flatMap { text.range(of: $0)?.lowerBound } ?? text.startIndex
    let before = text[..<start]
    let line = before.count { $0.isNewline } + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return SettingsFault(file: file, line: line, column: column, message: message)
  }

  /// Foundation names the place in the text of its error only.
  private func syntaxFault(_ error: any Error) -> SettingsFault {
    let numbers = "\(error)".firstMatch(of: /line (\d+), column (\d+)/)
    let message = "this isn't JSON; look for a missing quote, comma or brace at this place"
    return SettingsFault(
      file: file, line: numbers.flatMap { Int($0.1) } ?? 1,
      column: numbers.flatMap { Int($0.2) }.map { max($0, 1) } ?? 1, message: message)
  }
}

/// An object of a settings file, whose keys are taken one after the other.
struct SettingsObject {
  let text: SettingsText
  private var values: [String: Any]
  private var known: [String] = ["$schema"]

  init(text: SettingsText, values: [String: Any]) {
    self.text = text
    self.values = values
    self.values["$schema"] = nil
  }

  /// Takes the value of a key; `nil` if there is none.
  ///
  /// - Parameter form: what the value should be, for the message about another.
  mutating func take<Value>(
    _ key: String, _ form: String, as type: Value.Type = Value.self
  ) throws(SettingsFault) -> Value? {
    known.append(key)
    guard let value = values.removeValue(forKey: key) else { return nil }
    guard let value = value as? Value else {
      throw text.fault(at: key, "the value of \(key) must be \(form)")
    }
    return value
  }

  /// Takes an object.
  mutating func object(_ key: String) throws(SettingsFault) -> SettingsObject? {
    try take(key, "an object", as: [String: Any].self).map {
      SettingsObject(text: text, values: $0)
    }
  }

  /// Takes a list of objects.
  mutating func objects(_ key: String) throws(SettingsFault) -> [SettingsObject] {
    (try take(key, "an array of objects", as: [[String: Any]].self) ?? []).map {
      SettingsObject(text: text, values: $0)
    }
  }

  /// Takes a list of texts.
  mutating func texts(_ key: String) throws(SettingsFault) -> [String]? {
    try take(key, "an array of strings")
  }

  /// Refuses the keys that weren't taken.
  ///
  /// - Parameter others: what to say about keys of other tools.
  func finish(_ others: [String: String] = [:]) throws(SettingsFault) {
    guard let key = values.keys.sorted().first else { return }
    if let remedy = others[key] {
      throw text.fault(at: key, "the key \(key) is unknown: \(remedy)")
    }
    throw text.fault(at: key, "the key \(key) is unknown; \(Self.remedy(key, known))")
  }

  private static func remedy(_ key: String, _ known: [String]) -> String {
    let keys = known.filter { $0 != "$schema" }
    guard let nearest = Suggestion.nearest(to: key, in: keys) else {
      return "use one of \(keys.joined(separator: ", "))"
    }
    return "did you mean \(nearest)?"
  }
}
