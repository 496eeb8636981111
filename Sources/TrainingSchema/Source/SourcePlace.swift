import Foundation
public import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// The place of a declaration, an option or a statement in a proto, as a path in its descriptor.
///
/// Paths have the form of `google.protobuf.SourceCodeInfo.Location`: field numbers and indices,
/// starting from the file.
public struct SourcePlace {
  /// The file.
  public let file: FileDescriptor

  /// The path. A prefix of it is the path of an enclosing declaration.
  public let path: [Int32]

  /// Creates a place from a path among the descriptors of a file.
  public init(_ file: FileDescriptor, path: [Int32]) {
    self.file = file
    self.path = path
  }

  /// The place of the whole file: its `syntax` or `edition` statement, if there is one.
  public init(of file: FileDescriptor) {
    self.init(file, path: Self.syntax)
  }

  /// The place of a declaration.
  public init(of declaration: some ProvidesLocationPath & ProvidesSourceCodeLocation) {
    var path = IndexPath()
    declaration.getLocationPath(path: &path)
    self.init(declaration.file, path: path.map { Int32(truncatingIfNeeded: $0) })
  }

  /// The place of a method's option.
  init(option: any TrainingOption, of method: MethodDescriptor) {
    let options = Google_Protobuf_MethodDescriptorProto.optionsNumber
    let number = Int32(truncatingIfNeeded: option.fieldNumber)
    self.init(method.file, path: SourcePlace(of: method).path + [options, number])
  }

  /// The place of an import statement with an index among the imports of the file.
  public init(import index: Int, of file: FileDescriptor) {
    self.init(file, path: [Google_Protobuf_FileDescriptorProto.dependencyNumber, Int32(index)])
  }
}

extension SourcePlace {
  /// The innermost place around a token in a file's text; the whole file if there is none.
  init(_ file: FileDescriptor, around token: TextToken, in sources: SourceInfos) {
    let around = sources.info(of: file).locations.filter { $0.contains(token) }
    let path = around.map(\.path).max { $0.count < $1.count } ?? []
    self.init(file, path: path.isEmpty ? Self.syntax : path)
  }

  /// The source information of the place itself.
  public func info(in sources: SourceInfos) -> Google_Protobuf_SourceCodeInfo.Location? {
    sources.info(of: file).location(at: path)
  }

  /// The position of the place or, if `protoc` didn't pass it, of the nearest enclosing
  /// declaration.
  public func location(in sources: SourceInfos) -> SourceLocation {
    for part in parts {
      if let span = part.span(in: sources), span.count >= 2 {
        return SourceLocation(file: file.name, span: span)
      }
    }
    return SourceLocation(file: file.name)
  }

  /// The length of the text in columns; `nil` if it has several lines or `protoc` passed no
  /// position.
  func width(in sources: SourceInfos) -> Int? {
    guard let span = span(in: sources), span.count == 3, span[2] >= span[1] else { return nil }
    return Int(span[2]) - Int(span[1])
  }

  /// The comments on the place, on the enclosing declarations and on the file's `syntax` statement.
  func comments(in sources: SourceInfos) -> [String] {
    (parts + [SourcePlace(of: file)]).compactMap { $0.info(in: sources) }.flatMap(\.comments)
  }

  /// The place and the enclosing places, from the inside out.
  private var parts: [SourcePlace] {
    (1...Swift.max(1, path.count)).reversed().map {
      SourcePlace(file, path: Array(path.prefix($0)))
    }
  }

  /// The span of the place; `nil` if there is none, or if it has negative numbers.
  private func span(in sources: SourceInfos) -> [Int32]? {
    guard let span = info(in: sources)?.span, span.allSatisfy({ $0 >= 0 }) else { return nil }
    return span
  }

  private static let syntax: [Int32] = [Google_Protobuf_FileDescriptorProto.syntaxNumber]
}

extension Google_Protobuf_SourceCodeInfo.Location {
  fileprivate func contains(_ token: TextToken) -> Bool {
    guard span.count >= 3 else { return false }
    let begin = (Int(span[0]) + 1, Int(span[1]) + 1)
    let end = (Int(span[span.count == 3 ? 0 : 2]) + 1, Int(span[span.count - 1]) + 1)
    return begin <= (token.line, token.column) && (token.line, token.column) < end
  }
}

extension Google_Protobuf_FileDescriptorProto {
  fileprivate static let dependencyNumber: Int32 = 3
  fileprivate static let syntaxNumber: Int32 = 12
}

extension Google_Protobuf_MethodDescriptorProto {
  fileprivate static let optionsNumber: Int32 = 4
}
