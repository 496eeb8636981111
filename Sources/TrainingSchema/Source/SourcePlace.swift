import Foundation
public import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// A declaration, an option or a statement of a proto, by its path among the descriptors.
///
/// Paths are those of `google.protobuf.SourceCodeInfo.Location`: field numbers and indices, from the
/// file down.
public struct SourcePlace {
  /// The file.
  public let file: FileDescriptor

  /// The path; a prefix of it is what the place is a part of.
  public let path: [Int32]

  public init(_ file: FileDescriptor, path: [Int32]) {
    self.file = file
    self.path = path
  }

  /// The file as a whole: its `syntax` or `edition` statement where there is one.
  public init(of file: FileDescriptor) {
    self.init(file, path: Self.syntax)
  }

  /// A declaration.
  public init(of declaration: some ProvidesLocationPath & ProvidesSourceCodeLocation) {
    var path = IndexPath()
    declaration.getLocationPath(path: &path)
    self.init(declaration.file, path: path.map { Int32(truncatingIfNeeded: $0) })
  }

  /// An option of a method.
  init(option: any TrainingOption, of method: MethodDescriptor) {
    let options = Google_Protobuf_MethodDescriptorProto.optionsNumber
    let number = Int32(truncatingIfNeeded: option.fieldNumber)
    self.init(method.file, path: SourcePlace(of: method).path + [options, number])
  }

  /// An import statement, by its index among the file's.
  public init(import index: Int, of file: FileDescriptor) {
    self.init(file, path: [Google_Protobuf_FileDescriptorProto.dependencyNumber, Int32(index)])
  }
}

extension SourcePlace {
  /// What `protoc` tells about the place itself.
  public func info(in sources: SourceInfos) -> Google_Protobuf_SourceCodeInfo.Location? {
    sources.info(of: file).location(at: path)
  }

  /// Where the place is; where what it is a part of is, if `protoc` knows no better.
  public func location(in sources: SourceInfos) -> SourceLocation {
    for part in parts {
      // A span is [line, column, …], both from 0.
      if let span = part.span(in: sources), span.count >= 2 {
        return SourceLocation(file: file.name, line: Int(span[0]) + 1, column: Int(span[1]) + 1)
      }
    }
    return SourceLocation(file: file.name)
  }

  /// The text's length in columns; `nil` when it is on several lines or `protoc` does not tell.
  func width(in sources: SourceInfos) -> Int? {
    guard let span = span(in: sources), span.count == 3, span[2] >= span[1] else { return nil }
    return Int(span[2]) - Int(span[1])
  }

  /// The comments on the place, on what it is a part of, and on the file's `syntax` statement.
  func comments(in sources: SourceInfos) -> [String] {
    (parts + [SourcePlace(of: file)]).compactMap { $0.info(in: sources) }.flatMap(\.comments)
  }

  /// The place, what it is a part of, and so on outwards.
  private var parts: [SourcePlace] {
    (1...Swift.max(1, path.count)).reversed().map {
      SourcePlace(file, path: Array(path.prefix($0)))
    }
  }

  /// `nil` also for a span that is before the file's beginning.
  private func span(in sources: SourceInfos) -> [Int32]? {
    guard let span = info(in: sources)?.span, span.allSatisfy({ $0 >= 0 }) else { return nil }
    return span
  }

  private static let syntax: [Int32] = [Google_Protobuf_FileDescriptorProto.syntaxNumber]
}

extension Google_Protobuf_FileDescriptorProto {
  fileprivate static let dependencyNumber: Int32 = 3
  fileprivate static let syntaxNumber: Int32 = 12
}

extension Google_Protobuf_MethodDescriptorProto {
  fileprivate static let optionsNumber: Int32 = 4
}
