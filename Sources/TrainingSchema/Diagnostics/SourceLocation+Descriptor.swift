import Foundation
import SwiftProtobuf
public import SwiftProtobufPluginLibrary

extension SourceLocation {
  /// The file as a whole: its `syntax` or `edition` statement where there is one.
  public init(of file: FileDescriptor) {
    self.init(file, path: [Int(Google_Protobuf_FileDescriptorProto.syntaxNumber)])
  }

  /// A declaration.
  public init(of declaration: some ProvidesLocationPath & ProvidesSourceCodeLocation) {
    var path = IndexPath()
    declaration.getLocationPath(path: &path)
    self.init(declaration.file, path: path)
  }

  /// An option of a method, by the option's field number.
  ///
  /// Where an option stands is its path: the method's, then `options`, then the number.
  public init(option number: Int, of method: MethodDescriptor) {
    var path = IndexPath()
    method.getLocationPath(path: &path)
    let options = path.appending(Int(Google_Protobuf_MethodDescriptorProto.optionsNumber))
    self.init(method.file, path: options.appending(number), or: path)
  }

  private init(_ file: FileDescriptor, path: IndexPath, or fallback: IndexPath? = nil) {
    let location =
      file.sourceCodeInfoLocation(path: path)
      ?? fallback.flatMap { file.sourceCodeInfoLocation(path: $0) }
    // A span is [line, column, …], both from 0.
    guard let span = location?.span, span.count >= 2 else {
      self.init(file: file.name)
      return
    }
    self.init(file: file.name, line: Int(span[0]) + 1, column: Int(span[1]) + 1)
  }
}

extension Google_Protobuf_FileDescriptorProto {
  fileprivate static let syntaxNumber: Int32 = 12
}

extension Google_Protobuf_MethodDescriptorProto {
  fileprivate static let optionsNumber: Int32 = 4
}
