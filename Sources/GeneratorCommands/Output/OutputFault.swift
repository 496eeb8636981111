import Foundation

/// A result that can't be written.
struct OutputFault: Error, CustomStringConvertible {
  let description: String

  init(_ path: String, _ cause: any Error) {
    let reason = Self.obstacle(on: path) ?? cause.localizedDescription
    description = "\(path) can't be written: \(reason); name another place with -o"
  }

  /// What is in the way to a path: something that isn't a folder, or that only others may change.
  private static func obstacle(on path: String) -> String? {
    let files = FileManager.default
    var place = URL(fileURLWithPath: path).standardizedFileURL
    while place.path != "/" {
      place = place.deletingLastPathComponent()
      var isFolder: ObjCBool = false
      guard files.fileExists(atPath: place.path, isDirectory: &isFolder) else { continue }
      if !isFolder.boolValue { return "\(place.path) isn't a folder" }
      if !files.isWritableFile(atPath: place.path) { return "\(place.path) isn't writable" }
      let folder = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent()
      return place.path == folder.path ? nil : "there is no folder \(folder.path)"
    }
    return nil
  }
}
