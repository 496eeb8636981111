import Foundation
import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Where the declarations of a request's protos stand, and the comments on them.
///
/// Two thirds of a request are about source text, and they take ten times as much memory once they are
/// decoded. So they stay encoded until a file's turn comes, and few files are decoded at a time.
public final class SourceInfos {
  /// The source information of one file.
  enum Content {
    case bytes(Data)
    case value(Google_Protobuf_SourceCodeInfo)
  }

  /// The number of files that stay decoded: the current one, and some that it refers to.
  private static let keptFiles = 8

  private let contents: [String: Content]
  private var kept: [String: SourceInfo] = [:]
  private var unreadable: Set<String> = []

  /// - Parameter contents: by the names of files.
  init(_ contents: [String: Content]) {
    self.contents = contents
  }

  /// What there is to know about a file.
  public func info(of file: FileDescriptor) -> SourceInfo {
    if let known = kept[file.name] { return known }
    if kept.count == Self.keptFiles { kept.removeAll(keepingCapacity: true) }
    let info = SourceInfo(read(file.name))
    kept[file.name] = info
    return info
  }

  /// Whether a file's comments may contain `text`.
  func mayMention(_ text: String, in file: FileDescriptor) -> Bool {
    switch contents[file.name] {
    case .bytes(let bytes): bytes.range(of: Data(text.utf8)) != nil
    case .value: true
    case nil: false
    }
  }

  private func read(_ name: String) -> Google_Protobuf_SourceCodeInfo {
    switch contents[name] {
    case .value(let info): return info
    case .bytes(let bytes):
      if let info = try? Google_Protobuf_SourceCodeInfo(serializedBytes: bytes) { return info }
      unreadable.insert(name)
      return Google_Protobuf_SourceCodeInfo()
    case nil: return Google_Protobuf_SourceCodeInfo()
    }
  }

  /// One fault for each file whose comments could not be decoded. `protoc` reads text in any encoding
  /// and passes it on, though descriptors have to be UTF-8.
  public var faults: [Diagnostic] {
    unreadable.sorted().map { name in
      Diagnostic(
        .error, ruleID: "text-encoding", at: SourceLocation(file: name),
        "a comment is not UTF-8; save the file as UTF-8")
    }
  }
}
