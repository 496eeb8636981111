public import SwiftProtobufPluginLibrary

/// One thing that can be wrong with a proto file.
public protocol Rule: Sendable {
  /// The rule's name in diagnostics, in kebab case.
  static var id: String { get }

  /// Finds every place in `file` that breaks the rule.
  static func check(_ file: FileDescriptor) -> [Diagnostic]
}

/// The rules, in the order in which a person would look for the faults.
public enum Rules {
  /// Every rule there is.
  public static let all: [any Rule.Type] = [
    Proto3Only.self,
    LimitOverflow.self,
    UnreachableLimit.self,
    OptionsWithoutModel.self,
    ModelFieldName.self,
  ]

  /// Holds the files against every rule; the faults come in the order of their places, each once,
  /// however many methods it concerns.
  public static func check(_ files: [FileDescriptor]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let found = files.flatMap { file in all.flatMap { $0.check(file) } }
    return found.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
      guard let first = left.element.location, let second = right.element.location,
        first != second
      else { return left.offset < right.offset }
      return first < second
    }.map(\.element)
  }
}
