import Foundation

/// A file that is deleted when the object is deallocated.
final class TemporaryFile: Sendable {
  let path: String

  init(_ bytes: [UInt8] = []) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "datasets-\(UUID())")
    path = url.path
    try Data(bytes).write(to: url)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }
}
