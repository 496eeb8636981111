import Foundation
import JSONText

/// Reads JSON values in the way of the daemon, which converts between types where it can.
///
/// The daemon (viper and cast, its libraries for settings) ignores failures: what it can't convert
/// becomes `false`, 0 or an empty string. These functions return `nil` instead.
enum Cast {
  /// - Returns: `nil` if the daemon fails to read a Boolean, and takes it for `false`.
  static func boolean(_ value: JSONNode.Value) -> Bool? {
    switch value {
    case .boolean(let value): value
    case .number(let text): Double(text).map { $0 != 0 }
    case .string(let text): words[text]
    case .null, .array, .object: nil
    }
  }

  /// The spellings that Go's `strconv.ParseBool` knows.
  private static let words = [
    "1": true, "t": true, "T": true, "true": true, "TRUE": true, "True": true,
    "0": false, "f": false, "F": false, "false": false, "FALSE": false, "False": false,
  ]

  /// - Returns: `nil` if the daemon fails to read a number, and takes it for 0.
  static func integer(_ value: JSONNode.Value) -> Int? {
    switch value {
    case .boolean(let value): value ? 1 : 0
    case .number(let text): Double(text).flatMap { Int(exactly: $0.rounded(.towardZero)) }
    case .string(let text): Int(text.replacing(#/\.0+$/#, with: ""))
    case .null, .array, .object: nil
    }
  }

  /// - Returns: `nil` if the daemon fails to read text, and takes it for an empty string.
  static func text(_ value: JSONNode.Value) -> String? {
    switch value {
    case .boolean(let value): "\(value)"
    case .number(let text): text
    case .string(let text): text
    case .null, .array, .object: nil
    }
  }
}
