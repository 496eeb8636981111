/// An error or a warning of a compiler.
public struct CompilerMessage: Hashable, Sendable {
  /// The name of the file; `nil` if the message concerns no file.
  public var file: String?

  /// The line and the column, counted from 1; `nil` if the message concerns the file as a whole.
  public var line: Int?
  public var column: Int?

  public var isWarning: Bool
  public var text: String

  /// Creates a message.
  public init(
    file: String? = nil, line: Int? = nil, column: Int? = nil, isWarning: Bool = false, text: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.isWarning = isWarning
    self.text = text
  }

  /// The place, for comparison with another compiler's.
  public var place: String {
    guard let file else { return "" }
    guard let line, let column else { return file }
    return "\(file):\(line):\(column)"
  }
}

extension CompilerMessage {
  /// Reads a line of protoc's: `file:line:column: message`, `file: message` or `message`, with
  /// `warning: ` before the message of a warning.
  public init(protocLine line: Substring) {
    if let match = line.wholeMatch(of: /(.*?):(\d+):(\d+): (error: |warning: )?(.*)/) {
      self.init(
        file: String(match.1), line: Int(match.2), column: Int(match.3),
        isWarning: match.4 == "warning: ", text: String(match.5))
    } else if let match = line.wholeMatch(of: /(\S+?): (error: |warning: )?(.*)/) {
      self.init(file: String(match.1), isWarning: match.2 == "warning: ", text: String(match.3))
    } else {
      self.init(text: String(line))
    }
  }
}

extension CompilerMessage {
  /// The message with the name under which a file is imported, instead of the path on disk that
  /// protoc shows.
  func relative(to folders: [String]) -> CompilerMessage {
    var message = self
    for folder in folders where file?.hasPrefix("\(folder)/") ?? false {
      message.file = file.map { String($0.dropFirst(folder.count + 1)) }
      break
    }
    return message
  }
}

extension CompilerMessage: CustomStringConvertible {
  public var description: String {
    let kind = isWarning ? "warning" : "error"
    return place.isEmpty ? "\(kind): \(text)" : "\(place): \(kind): \(text)"
  }
}
