import Foundation

/// The paths of all regular files below a directory, relative to it and sorted.
func files(below directory: URL) -> [String] {
  let paths = FileManager.default.enumerator(atPath: directory.path)
  return (paths?.compactMap { $0 as? String } ?? []).filter { path in
    var isDirectory: ObjCBool = false
    let full = directory.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory)
      && !isDirectory.boolValue
  }.sorted()
}

/// The files of datasets, uploads and artefacts below a data directory.
func dataFiles(_ directory: URL) -> [String] {
  files(below: directory).filter {
    !$0.hasPrefix("models.sqlite") && $0 != "lock" && $0 != "registry"
  }
}
