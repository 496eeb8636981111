public import SwiftProtobuf

/// Finds the files that are compiled and those that they import.
///
/// Functions of a resolver are called from several threads at once. They may block.
public protocol Resolver: Sendable {
  /// Finds a file.
  ///
  /// - Parameter name: the name as an import statement writes it, with slashes.
  /// - Returns: the file; `nil` if there is no such file here.
  /// - Throws: ``ResolverError`` if there is one that can't be read.
  func find(_ name: String) throws(ResolverError) -> ResolvedFile?

  /// Where files are looked for, for messages to people: folders, for example.
  var places: [String] { get }
}

/// A file that a ``Resolver`` found.
public struct ResolvedFile: Sendable {
  /// What a file consists of.
  public enum Content: Sendable {
    /// The text of a proto.
    case text([UInt8])
    /// A descriptor that has been compiled before.
    case descriptor(Google_Protobuf_FileDescriptorProto)
  }

  /// What the file consists of.
  public let content: Content

  /// The path of the file on disk; `nil` if it isn't on disk.
  public let path: String?

  /// Creates a file.
  public init(_ content: Content, path: String? = nil) {
    self.content = content
    self.path = path
  }
}

/// A file that exists can't be read.
public struct ResolverError: Error, Hashable, Sendable {
  /// What went wrong and what to do about it.
  public let message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }
}
