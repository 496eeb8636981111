/// Where each element of a file stands.
///
/// Elements are named by their path in the descriptor, as in `source_code_info`: `[4, 0, 2, 1]` is
/// the second field of the first message. An option's path ends in `uninterpreted_option`'s number
/// and index, for example `[4, 0, 2, 1, 8, 999, 0]`.
public struct SourceMap: Sendable {
  /// A part of an element.
  ///
  /// The parts are those that protoc distinguishes in errors.
  public enum Part: UInt8, Hashable, Sendable {
    case name
    case number
    case type
    case extendee
    case defaultValue
    case inputType
    case outputType
    case optionName
    case optionValue
    case importName
    case edition
    /// The element as a whole.
    case other
  }

  /// Creates an empty map, for files that came as descriptors.
  public init() {}

  /// Returns where a part of an element begins; `nil` where protoc knows no place either.
  public func position(of path: [Int32], _ part: Part) -> SourcePosition? { nil }
}
