import Foundation
import JSONText

/// What is wrong with a settings file.
struct SettingsFault: Error, CustomStringConvertible {
  let place: SettingsPlace
  let message: String

  var description: String { "\(place): error: \(message) [settings]" }
}

/// A place in a settings file.
struct SettingsPlace: CustomStringConvertible {
  let file: String
  let position: JSONPosition

  func fault(_ message: String) -> SettingsFault { SettingsFault(place: self, message: message) }

  var description: String { "\(file):\(position.line):\(position.column)" }
}

/// A text of a settings file, and where it is.
struct SettingsText {
  let text: String
  let place: SettingsPlace
}
