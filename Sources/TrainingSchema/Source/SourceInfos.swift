import Foundation
import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// The source positions of the declarations in all protos of a request, and their comments.
///
/// Two thirds of a request are source information, which takes ten times as much memory when it is
/// decoded. So it stays encoded until it is needed, and only a few files are decoded at a time.
public final class SourceInfos {
  /// The source information of one file.
  enum Content {
    case bytes(Data)
    case value(Google_Protobuf_SourceCodeInfo)
  }

  /// The number of files that stay decoded: the current one and some to which it refers.
  private static let keptFiles = 8

  private let contents: [String: Content]
  private var kept: [String: SourceInfo] = [:]
  /// The files with a comment that isn't UTF-8, and the position of what it belongs to.
  private var unreadable: [String: SourceLocation] = [:]

  /// - Parameter contents: the source information by the names of files.
  init(_ contents: [String: Content]) {
    self.contents = contents
  }

  /// Returns the source information of a file.
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
      unreadable[name] = Self.firstUnreadable(in: bytes, of: name)
      return Google_Protobuf_SourceCodeInfo()
    case nil: return Google_Protobuf_SourceCodeInfo()
    }
  }

  /// One diagnostic for each file whose comments could not be decoded. `protoc` passes comments on
  /// in any encoding, although descriptors have to be UTF-8.
  public var faults: [Diagnostic] {
    unreadable.sorted { $0.key < $1.key }.map { _, location in
      Diagnostic(
        .error, ruleID: "text-encoding", at: location,
        "a comment isn't UTF-8; save the file as UTF-8")
    }
  }

  /// The position of the first declaration whose comments can't be decoded.
  private static func firstUnreadable(in bytes: Data, of file: String) -> SourceLocation {
    var locations = WireFields(bytes)
    while let location = locations.next() {
      guard let content = location.content else { continue }
      if (try? Google_Protobuf_SourceCodeInfo.Location(serializedBytes: content)) != nil {
        continue
      }
      // Path and span are all that the position needs.
      var position = Data()
      var fields = WireFields(content)
      while let field = fields.next() {
        if field.number <= 2 { position += field.whole }
      }
      let value = try? Google_Protobuf_SourceCodeInfo.Location(serializedBytes: position)
      return SourceLocation(file: file, span: value?.span ?? [])
    }
    return SourceLocation(file: file)
  }
}
