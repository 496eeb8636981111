import Foundation

/// Files with the names of protos, one in each line, which arguments such as `@list` stand for.
///
/// A command line has a limit, and the parser of arguments takes a time that grows by the square of their
/// number; a list has none.
enum ProtoList {
  /// Replaces each `@list` by what the file contains.
  ///
  /// - Throws: ``InputFault`` if a file can't be read, is empty, or if there are other things in it.
  static func expand(_ files: [String]) throws(InputFault) -> [String] {
    var expanded: [String] = []
    for file in files {
      if file.hasPrefix("@") {
        expanded += try lines(of: String(file.dropFirst()))
      } else {
        expanded.append(file)
      }
    }
    return expanded
  }

  private static func lines(of path: String) throws(InputFault) -> [String] {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .unreadableList(path)
    }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    for line in lines where line.hasPrefix("-") || line.hasPrefix("@") {
      throw .foreignLine(line, inList: path)
    }
    if lines.isEmpty { throw .emptyList(path) }
    return lines
  }
}
