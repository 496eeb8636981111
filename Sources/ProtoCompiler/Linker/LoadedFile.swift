internal import SwiftProtobuf

/// A file as it was found, parsed but not linked.
struct LoadedFile: Sendable {
  let name: String
  let path: String?
  /// The text; `nil` if the file came as a descriptor.
  let text: SourceText?
  var descriptor: Google_Protobuf_FileDescriptorProto
  /// `nil` if the file came as a descriptor, which has its locations already.
  let sourceInfo: SourceInfo?
  let sources: SourceMap
  let diagnostics: [Diagnostic]
  let model: FileModel

  init(_ name: String, _ file: ResolvedFile) {
    var diagnostics: [Diagnostic]
    self.name = name
    path = file.path
    switch file.content {
    case .text(let bytes):
      let parsed = Parser.parse(SourceText(name: name, bytes: bytes))
      text = parsed.text
      descriptor = parsed.descriptor
      descriptor.name = name
      sourceInfo = parsed.sourceInfo
      sources = parsed.sources
      diagnostics = parsed.diagnostics
    case .descriptor(let found):
      text = nil
      descriptor = found
      sourceInfo = nil
      sources = SourceMap()
      diagnostics = []
    }
    if FullNameSize(descriptor).bytes > FullNameSize.maximum {
      descriptor = Google_Protobuf_FileDescriptorProto()
      descriptor.name = name
      diagnostics.append(
        Diagnostic(
          ruleID: "name-length", file: name, at: nil,
          "The full names in the file are too long together, with the names of all that is around "
            + "each element: shorten those that others are inside of."))
    }
    self.diagnostics = diagnostics
    model = FileModel(descriptor)
  }

  /// Whether the file can't be linked.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
