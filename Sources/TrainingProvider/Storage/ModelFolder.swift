import Foundation

/// The folder of a model's files in one area.
enum ModelFolder {
  /// Renames a file or folder to its place in a model's folder, which is created if it is missing. Blocks
  /// the thread.
  static func move(_ url: URL, to destination: URL) throws(SystemError) {
    let folder = destination.deletingLastPathComponent()
    // Whoever removes the last file of a model removes its folder too, at any moment.
    for attempt in 0..<1000 {
      // A random delay, so as not to keep in step with the code that removes the folder.
      if attempt > 2 { usleep(.random(in: 0..<100)) }
      guard mkdir(folder.path, 0o700) == 0 || errno == EEXIST else { throw SystemError("mkdir") }
      if rename(url.path, destination.path) == 0 { return }
      guard errno == ENOENT else { break }
    }
    throw SystemError("rename")
  }
}
