/// A pattern for paths: `*` stands for anything in one folder, `**` for any number of folders, and `?`
/// for one character.
struct GlobPattern: Hashable {
  private let parts: [[Character]]

  init(_ pattern: String) {
    parts = pattern.split(separator: "/").map(Array.init)
  }

  /// Whether the whole path matches.
  func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map(Array.init)
    // The parts that can come next, after each folder of the path.
    var reached = closed([0])
    for name in names {
      var next: Set<Int> = []
      for part in reached where part < parts.count {
        if parts[part] == ["*", "*"] {
          next.insert(part)
        } else if Self.matches(name[...], parts[part][...]) {
          next.insert(part + 1)
        }
      }
      reached = closed(next)
    }
    return reached.contains(parts.count)
  }

  /// Adds what can come next because `**` also stands for no folder.
  private func closed(_ positions: Set<Int>) -> Set<Int> {
    var closed = positions
    for index in parts.indices where closed.contains(index) && parts[index] == ["*", "*"] {
      closed.insert(index + 1)
    }
    return closed
  }

  /// Compares a name with a part of the pattern, and remembers the last `*` alone, so that hostile
  /// patterns take no more than the product of both lengths.
  private static func matches(
    _ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>
  ) -> Bool {
    var (name, pattern) = (name, pattern)
    var star: (name: ArraySlice<Character>, pattern: ArraySlice<Character>)?
    while let character = name.first {
      if pattern.first == "*" {
        pattern.removeFirst()
        star = (name, pattern)
      } else if let expected = pattern.first, expected == character || expected == "?" {
        name.removeFirst()
        pattern.removeFirst()
      } else if let last = star {
        star = (last.name.dropFirst(), last.pattern)
        (name, pattern) = (last.name.dropFirst(), last.pattern)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == "*" }
  }
}
