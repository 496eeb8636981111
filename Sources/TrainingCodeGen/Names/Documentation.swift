import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import SwiftSource
import TrainingSchema

/// The documentation of a declaration: its comment in the proto, and whether it is deprecated.
struct Documentation: Hashable {
  /// The text without comment marks, lines separated by line breaks; empty when there is none.
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The comment on a declaration, and after a blank line that it is deprecated.
  init(
    _ declaration: some ProvidesLocationPath & ProvidesSourceCodeLocation
      & ProvidesDeprecationComment, in context: FileContext
  ) {
    let comment = Documentation(comment: declaration, in: context).text
    let note = declaration.deprecationComment(commentPrefix: "")
    let parts = [comment, Documentation(marked: note).text].filter { !$0.isEmpty }
    self.init(parts.joined(separator: "\n\n"))
  }

  /// The comment on a declaration.
  init(
    comment declaration: some ProvidesLocationPath & ProvidesSourceCodeLocation,
    in context: FileContext
  ) {
    let location = SourcePlace(of: declaration).info(in: context.sources)
    self.init(marked: location.map(Self.text) ?? "")
  }

  private static func text(of location: Google_Protobuf_SourceCodeInfo.Location) -> String {
    let text = location.hasLeadingComments ? location.leadingComments : location.trailingComments
    return text.isPlain
      ? text.withoutBlankLinesAtTheEnd : location.asSourceComment(commentPrefix: "")
  }

  /// Takes the text of a comment, whose lines begin with the blank that follows a comment mark.
  private init(marked comment: String) {
    let lines = comment.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }.filter { !IgnoreComment.isMark($0) }
    let text = lines.map { $0.utf8.first == UInt8(ascii: " ") ? $0.dropFirst() : $0 }
      .joined(separator: "\n")
    self.init(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }
}

extension Documentation {
  /// The text as a documentation comment, for the library that renders stubs; empty when there is none.
  var comment: String {
    SwiftSource.comment(text, prefix: "///").fileContent
  }

  /// The comments above the `syntax` statement, detached ones included.
  init(headerIn context: FileContext) {
    let location = SourcePlace(of: context.file).info(in: context.sources)
    self.init(marked: location?.asSourceComment(commentPrefix: "", leadingDetachedPrefix: "") ?? "")
  }
}

extension String {
  /// Whether line feeds are all that ends a line, as in most comments. Others are looked at character
  /// by character.
  fileprivate var isPlain: Bool {
    utf8.allSatisfy { byte in
      (0x20...0x7E).contains(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }
  }

  fileprivate var withoutBlankLinesAtTheEnd: String {
    var end = utf8.endIndex
    while let feed = utf8[..<end].lastIndex(of: UInt8(ascii: "\n")),
      utf8[utf8.index(after: feed)..<end].allSatisfy({ $0 <= UInt8(ascii: " ") })
    {
      end = feed
    }
    return String(self[..<end])
  }
}
