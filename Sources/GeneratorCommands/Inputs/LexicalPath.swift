import Foundation

/// Looks at paths of files as texts, and asks the system what is there.
///
/// A command may have thousands of files, for which Foundation's `URL` takes longer than compiling.
enum LexicalPath {
  /// What is at a path, behind links.
  enum Kind {
    case missing
    case folder
    case other
  }

  /// What is at a path.
  static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }

  /// Whether two paths lead to the same file.
  static func isSame(_ path: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev
      && one.st_ino == two.st_ino
  }

  /// The path of a file behind links, if the path goes up from a folder, which may be a link; otherwise
  /// none.
  static func withoutLinks(_ path: String) -> [String] {
    guard path.contains("../"), let real = realpath(path, nil) else { return [] }
    defer { free(real) }
    return [String(cString: real)]
  }

  /// The names from the root to a file, without `.` and `..`.
  ///
  /// - Parameter currentFolder: where a relative path begins.
  static func components(_ path: String, in currentFolder: String) -> [Substring] {
    var names: [Substring] = []
    for start in path.hasPrefix("/") ? [path] : [currentFolder, path] {
      for name in start.split(separator: "/") where name != "." {
        if name != ".." {
          names.append(name)
        } else if !names.isEmpty {
          names.removeLast()
        }
      }
    }
    return names
  }

  /// The folder of a file, relative as the path is; `.` for the current folder.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    var folder = path[..<slash]
    while folder.hasSuffix("/") { folder.removeLast() }
    return folder.isEmpty ? "/" : String(folder)
  }
}
