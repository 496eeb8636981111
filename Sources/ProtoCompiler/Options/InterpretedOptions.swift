/// The options of a file's elements, as far as they are interpreted.
struct InterpretedOptions: Sendable {
  /// The options, in the order of the file's model.
  var messages: [any OptionsMessage]

  /// The paths of the fields that options set, by the paths of the options in the text.
  var moved: [[Int32]: [Int32]] = [:]

  /// Which options aren't trivially valid in every edition and for every element.
  var restricted: Set<Int> = []

  /// The imported files of which a name was found.
  var used: Set<Int> = []

  var diagnostics: [Diagnostic] = []

  init(_ messages: [any OptionsMessage]) { self.messages = messages }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
