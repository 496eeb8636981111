/// The names of the Swift files that the build tool plugin lets the generator write.
///
/// All Swift of a proto is in one file, because its name has to be known before the proto is read. A
/// name is the proto's path in its target with underscores in the place of slashes, as the compiler
/// requires different names even in different folders.
enum OutputNames {
  /// The names for protos.
  ///
  /// - Parameters:
  ///   - protos: the paths of the protos in the target's folder.
  ///   - taken: the names of the target's other Swift files.
  static func names(for protos: [String], besides taken: [String]) -> [String] {
    var taken = Set(taken.map { $0.lowercased() })
    return protos.map { proto in
      let stem = stem(of: proto)
      var name = "\(stem).pb.swift"
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(stem)_\(number).pb.swift"
        number += 1
      }
      return name
    }
  }

  private static func stem(of proto: String) -> String {
    let path = proto.hasSuffix(".proto") ? proto.dropLast(".proto".count) : proto[...]
    return String(path.map { isPlain($0) ? $0 : "_" })
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber) || "-._".contains(character)
  }
}
