import Synchronization

/// Where each element of a file stands.
///
/// Elements are named by their path in the descriptor, as in `source_code_info`: `[4, 0, 2, 1]` is
/// the second field of the first message. An option's path ends in `uninterpreted_option`'s number
/// and index, for example `[4, 0, 2, 1, 8, 999, 0]`. The path of the file itself is empty.
public struct SourceMap: Sendable {
  /// A part of an element.
  ///
  /// The parts are those that protoc distinguishes in errors.
  public enum Part: UInt8, Hashable, Sendable {
    /// The name.
    case name
    /// The number of a field or of an enum's value, or the numbers of a range.
    case number
    /// The type of a field.
    case type
    /// The message that an extension extends.
    case extendee
    /// The default value of a field.
    case defaultValue
    /// The request of a method.
    case inputType
    /// The response of a method.
    case outputType
    /// The name of an option.
    case optionName
    /// The value of an option.
    case optionValue
    /// The name of a file in an import.
    case importName
    /// The file's syntax or edition.
    case edition
    /// The element as a whole.
    case other
  }

  private let info: SourceInfo
  private let options: [Int: OptionPlaces]
  private let index = Index()

  /// Where the parts of an option stand.
  struct OptionPlaces: Sendable {
    var name: SourcePosition
    var value: SourcePosition
  }

  /// The number of each path's first location. It is made when the first place is asked for, as most
  /// files have no errors.
  private final class Index: Sendable {
    let numbers = Mutex<[[Int32]: Int]?>(nil)
  }

  /// Creates an empty map, for files that came as descriptors.
  public init() { self.init(SourceInfo(), options: [:]) }

  /// Creates a map of the locations of a file, before the paths of its options are moved.
  ///
  /// - Parameter options: the parts of each option, by the number of its location.
  init(_ info: SourceInfo, options: [Int: OptionPlaces]) {
    self.info = info
    self.options = options
  }

  /// Returns where a part of an element begins; `nil` if the text doesn't have it.
  public func position(of path: [Int32], _ part: Part) -> SourcePosition? {
    for candidate in candidates(path, part) {
      guard let number = number(of: candidate) else { continue }
      guard let places = options[number] else { return info.locations[number].span.start }
      return part == .optionValue ? places.value : places.name
    }
    return nil
  }

  /// Returns where an element begins.
  public func position(of path: [Int32]) -> SourcePosition? {
    number(of: path).map { info.locations[$0].span.start }
  }

  /// The paths whose locations show a part, the best first.
  private func candidates(_ path: [Int32], _ part: Part) -> [[Int32]] {
    switch (part, ElementKind(path: path)) {
    case (.name, .file): [path + [2], path]
    case (.name, _): [path + [1], path]
    case (.number, .enumValue): [path + [2]]
    case (.number, .field): [path + [3]]
    case (.type, .field): [path + [5], path + [6]]
    case (.extendee, _), (.inputType, _): [path + [2]]
    case (.outputType, _): [path + [3]]
    case (.defaultValue, _): [path + [7]]
    case (.optionName, .field), (.optionValue, .field): [path + [10]]
    case (.edition, _): [[12]]
    case (.other, .method): [path + [5], path + [6], path]
    default: [path]
    }
  }

  private func number(of path: [Int32]) -> Int? {
    index.numbers.withLock { numbers in
      if let numbers { return numbers[path] }
      var made: [[Int32]: Int] = [:]
      made.reserveCapacity(info.locations.count)
      for number in info.locations.indices {
        let path = Array(info.path(of: info.locations[number]))
        if made[path] == nil { made[path] = number }
      }
      numbers = made
      return made[path]
    }
  }
}
