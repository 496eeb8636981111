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
    for folder in folders where !Self.isFolder(folder) { throw .missingFolder(folder) }
    let searched = folders.isEmpty ? Self.ownFolders(of: files) : folders
    var names: [String] = []
    for file in files {
      guard FileManager.default.fileExists(atPath: file) else {
        guard let path = Self.path(of: file, in: folders) else {
          throw .missingFile(file, searched)
        }
        try Self.checkThatFirst(path.file, path.folder, file, searched)
        if !names.contains(file) { names.append(file) }
        continue
      }
      if Self.isFolder(file) { throw .folder(file) }
      guard let (folder, name) = Self.name(of: file, in: searched) else {
        throw .outside(file, searched)
      }
      try Self.checkThatFirst(file, folder, name, searched)
      if !names.contains(name) { names.append(name) }
    }
    self.folders = searched
    self.names = names
  }

  /// The path of a file that was named as imports name it, as protoc allows.
  private static func path(of name: String, in folders: [String]) -> (folder: String, file: String)?
  {
    guard FolderResolver.isImportable(name) else { return nil }
    return folders.lazy.map { ($0, "\($0)/\(name)") }.first {
      FileManager.default.fileExists(atPath: $1) && !isFolder($1)
    }
  }

  private static func ownFolders(of files: [String]) -> [String] {
    var folders: [String] = []
    for file in files {
      let folder = URL(fileURLWithPath: file).deletingLastPathComponent().relativePath
      if !folders.contains(folder) { folders.append(folder) }
    }
    return folders.contains(".") ? folders : folders + ["."]
  }

  private static func name(of file: String, in folders: [String]) -> (String, String)? {
    let parts = URL(fileURLWithPath: file).standardizedFileURL.pathComponents
    for folder in folders {
      let outer = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
      if parts.count > outer.count, parts.starts(with: outer) {
        return (folder, parts.dropFirst(outer.count).joined(separator: "/"))
      }
    }
    return nil
  }

  /// Refuses a proto that an import would never find, because an earlier folder has another of its
  /// name.
  private static func checkThatFirst(
    _ file: String, _ folder: String, _ name: String, _ folders: [String]
  ) throws(InputFault) {
    for earlier in folders.prefix(while: { $0 != folder }) {
      let other = "\(earlier)/\(name)"
      if FileManager.default.fileExists(atPath: other) { throw .shadowed(file, by: other) }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}

/// Protos or folders that can't be used.
enum InputFault: Error, Hashable, CustomStringConvertible {
  case folder(String)
  case missingFile(String, [String])
  case missingFolder(String)
  case outside(String, [String])
  case shadowed(String, by: String)

  var description: String {
    switch self {
    case .folder(let path): "\(path) is a folder; name the protos in it, such as \(path)/*.proto"
    case .missingFile(let file, let folders):
      "there is no file \(file), neither in the current folder nor in one of -I "
        + "(\(folders.joined(separator: ", ")))"
    case .missingFolder(let folder): "there is no folder \(folder); correct the argument of -I"
    case .outside(let file, let folders):
      "\(file) is in none of the folders \(folders.joined(separator: ", ")), so no import can name "
        + "it; add the folder from which imports name it with -I"
    case .shadowed(let file, let other):
      "\(file) is hidden by \(other), which has the same name and comes first; change the order of -I"
    }
  }
}
