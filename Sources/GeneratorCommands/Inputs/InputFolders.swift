import Foundation
import ProtoCompiler

/// The folders of a command, and the names that its protos have in them.
///
/// A proto has one name, from the folder that contains it. Other protos import it by this name.
struct InputFolders {
  /// The folders in the order in which they are searched.
  let folders: [String]

  /// The names of the protos, in the order in which they were given.
  let names: [String]

  /// Finds the names of protos.
  ///
  /// - Parameters:
  ///   - files: the paths of protos, or their names from one of the folders.
  ///   - folders: the folders for imports. If there are none, those of the protos themselves are
  ///     used, and the current one.
  /// - Throws: ``InputFault``.
  init(_ files: [String], in folders: [String]) throws(InputFault) {
    for folder in folders where LexicalPath.kind(folder) != .folder {
      throw .missingFolder(folder)
    }
    let search = Search(folders.isEmpty ? Self.ownFolders(of: files) : folders)
    var names: [String] = []
    var known: Set<String> = []
    for file in files {
      let name = try Self.name(of: file, in: folders, search)
      if known.insert(name).inserted { names.append(name) }
    }
    self.folders = search.folders
    self.names = names
  }

  private static func name(
    of file: String, in folders: [String], _ search: Search
  ) throws(InputFault) -> String {
    switch LexicalPath.kind(file) {
    case .folder: throw .folder(file)
    case .other:
      guard let (folder, name) = search.name(of: file) else {
        throw .outside(file, search.folders)
      }
      try search.checkThatFirst(file, folder, name)
      return name
    case .missing:
      guard let path = path(of: file, in: folders) else {
        throw .missingFile(file, search.folders)
      }
      try search.checkThatFirst(path.file, path.folder, file)
      return file
    }
  }

  /// The path of a file that was named as imports name it, as protoc allows.
  private static func path(of name: String, in folders: [String]) -> (folder: String, file: String)?
  {
    guard FolderResolver.isImportable(name) else { return nil }
    return folders.lazy.map { ($0, "\($0)/\(name)") }
      .first { LexicalPath.kind($1) == .other }
  }

  private static func ownFolders(of files: [String]) -> [String] {
    var folders: [String] = []
    var known: Set<String> = []
    for folder in files.map(LexicalPath.folder) + ["."] where known.insert(folder).inserted {
      folders.append(folder)
    }
    return folders
  }
}

/// The folders in which protos are looked for.
private struct Search {
  let folders: [String]
  private let currentFolder = FileManager.default.currentDirectoryPath
  private let components: [[Substring]]

  init(_ folders: [String]) {
    self.folders = folders
    components = folders.map { [currentFolder] in
      LexicalPath.components($0, in: currentFolder)
    }
  }

  /// The first folder that contains a file, and the file's name in it.
  func name(of file: String) -> (folder: String, name: String)? {
    for path in [file] + LexicalPath.withoutLinks(file) {
      let parts = LexicalPath.components(path, in: currentFolder)
      for (folder, outer) in zip(folders, components)
      where parts.count > outer.count && parts.starts(with: outer) {
        let name = parts.dropFirst(outer.count).joined(separator: "/")
        // Behind a link, ".." leads to another folder than the text says.
        if LexicalPath.isSame(file, "\(folder)/\(name)") { return (folder, name) }
      }
    }
    return nil
  }

  /// Refuses a proto that an import would never find, because an earlier folder has another of its
  /// name.
  func checkThatFirst(_ file: String, _ folder: String, _ name: String) throws(InputFault) {
    for earlier in folders.prefix(while: { $0 != folder }) {
      let other = "\(earlier)/\(name)"
      if LexicalPath.kind(other) != .missing { throw .shadowed(file, by: other) }
    }
  }
}

/// Protos or folders that can't be used.
enum InputFault: Error, Hashable, CustomStringConvertible {
  case emptyList(String)
  case folder(String)
  case foreignLine(String, inList: String)
  case missingFile(String, [String])
  case missingFolder(String)
  case outside(String, [String])
  case shadowed(String, by: String)
  case unreadableList(String)

  var description: String {
    switch self {
    case .emptyList(let path): "\(path) lists no protos"
    case .folder(let path): "\(path) is a folder; name the protos in it, such as \(path)/*.proto"
    case .foreignLine(let line, let list):
      "\(list) has the line \(line), but only protos can be listed; give options as arguments"
    case .missingFile("", _): "an argument is empty; name a proto"
    case .missingFile(let file, let folders):
      "there is no file \(file), neither in the current folder nor in one of -I "
        + "(\(folders.joined(separator: ", ")))"
    case .missingFolder(""): "the argument of -I is empty; write . for the current folder"
    case .missingFolder(let folder) where folder.contains("="):
      "there is no folder \(folder), and -I takes no other name for a folder; put the protos into "
        + "folders with the names of the imports"
    case .missingFolder(let folder) where folder.contains(":"):
      "there is no folder \(folder), and -I takes one folder; write "
        + folder.split(separator: ":").map { "-I\($0)" }.joined(separator: " ")
    case .missingFolder(let folder): "there is no folder \(folder); correct the argument of -I"
    case .outside(let file, let folders):
      "\(file) is in none of the folders \(folders.joined(separator: ", ")), so no import can name "
        + "it; add the folder from which imports name it with -I"
    case .shadowed(let file, let other):
      "\(file) is hidden by \(other), which has the same name and comes first; change the order of -I"
    case .unreadableList(""): "@ stands for the lines of a file; write the file's name behind it"
    case .unreadableList(let path):
      "\(path) can't be read as a list of protos; @\(path) stands for its lines, so name a proto as "
        + "./@\(path) if its name begins with @"
    }
  }
}
