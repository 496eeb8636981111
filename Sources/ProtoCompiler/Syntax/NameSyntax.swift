/// A name, possibly of several parts with points between.
struct NameSyntax: Sendable {
  var span: SourceSpan
  /// The bytes of the file that spell the name, with blanks and comments between its parts.
  var range: Range<UInt32>
  /// Whether there is something between the parts, so that the bytes aren't the name.
  var isScattered = false
}
