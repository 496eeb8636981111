import SwiftProtobufPluginLibrary

/// The texts of protos, for rules that need more than descriptors.
///
/// `protoc` passes no texts to its plugins, so these rules are silent there.
public final class SourceTexts {
  private let contents: [String: [UInt8]]

  /// The text that was asked for last, as rules ask for one file after the other.
  private var last: (name: String, text: ProtoText)?

  /// - Parameter contents: the bytes of files by name, as far as they are known.
  public init(_ contents: [String: [UInt8]] = [:]) {
    self.contents = contents
  }

  /// The text of a file; `nil` if it isn't known.
  func text(of file: FileDescriptor) -> ProtoText? {
    if let last, last.name == file.name { return last.text }
    guard let bytes = contents[file.name] else { return nil }
    let text = ProtoText(bytes)
    last = (file.name, text)
    return text
  }
}
