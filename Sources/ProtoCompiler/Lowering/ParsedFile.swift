public import SwiftProtobuf

/// What the text of one file says, before anything outside the file has been looked at.
public struct ParsedFile: Sendable {
  /// The text.
  public let text: SourceText

  /// The descriptor as the text spells it: types are the names that were written, without a leading
  /// dot unless one was written and without a field's `type` unless it is scalar; options are
  /// `uninterpreted_option`s, except `json_name` and `default`, which are fields of the descriptor.
  /// `source_code_info` isn't set: it comes from `sourceInfo` at the end.
  public var descriptor = Google_Protobuf_FileDescriptorProto()

  /// The locations of `source_code_info`. Paths of options are those of `uninterpreted_option`.
  public var sourceInfo = SourceInfo()

  /// Where each element stands, for the errors of later stages.
  public internal(set) var sources = SourceMap()

  /// All problems of syntax. If there is an error, `descriptor` is empty.
  public internal(set) var diagnostics: [Diagnostic] = []

  init(_ text: SourceText) { self.text = text }

  /// The file's name as an import statement writes it.
  public var name: String { text.name }

  /// Whether there is an error, so that the file cannot be used.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
