import Foundation

/// A result that can't be written.
struct OutputFault: Error, CustomStringConvertible {
  let description: String

  /// - Parameters:
  ///   - path: the place that was asked for.
  ///   - file: what couldn't be made there, if it isn't the place itself.
  init(_ path: String, _ cause: any Error, making file: String? = nil) {
    if path.isEmpty {
      description = "the argument of -o is empty; name a place for what is written"
      return
    }
    let reason = Self.obstacle(on: file ?? path) ?? cause.localizedDescription
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
