import Foundation
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

  init(_ declaration: some ProvidesSourceCodeLocation & ProvidesDeprecationComment) {
    self.init(marked: declaration.protoSourceCommentsWithDeprecation(commentPrefix: ""))
  }

  init(comment declaration: some ProvidesSourceCodeLocation) {
    self.init(marked: declaration.protoSourceComments(commentPrefix: ""))
  }

  /// Takes the text of a comment, whose lines begin with the blank that follows a comment mark.
  private init(marked comment: String) {
    let lines = comment.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !IgnoreComment.isMark($0) }
    let text = lines.map { $0.hasPrefix(" ") ? $0.dropFirst() : $0 }.joined(separator: "\n")
    self.init(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }
}

extension Documentation {
  /// The text as a documentation comment, for the library that renders stubs; empty when there is none.
  var comment: String {
    SwiftSource.comment(text, prefix: "///").fileContent
  }

  /// The comments above the `syntax` statement, detached ones included.
  init(header file: FileDescriptor) {
    let syntax = IndexPath(index: 12)
    let location = file.sourceCodeInfoLocation(path: syntax)
    self.init(marked: location?.asSourceComment(commentPrefix: "", leadingDetachedPrefix: "") ?? "")
  }
}
