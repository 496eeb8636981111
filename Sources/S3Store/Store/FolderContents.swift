import Foundation
import TrainingProvider

/// What is in a folder that a trainer has filled. Sockets and the like are left out.
struct FolderContents: Sendable {
  /// A regular file.
  struct File: Sendable {
    let path: String
    let bytes: UInt64
    let isExecutable: Bool
  }

  private(set) var files: [File] = []
  /// Folders with nothing in them.
  private(set) var folders: [String] = []
  private(set) var links: [BlobIndex.Link] = []

  /// Looks through a folder. Blocks the thread.
  ///
  /// - Throws: ``S3Error`` with ``S3Error/Code/refused`` if a symbolic link leads out of the folder.
  init(of root: URL) throws {
    let manager = FileManager.default
    var parents: Set<String> = []
    var all: [String] = []
    for path in try manager.subpathsOfDirectory(atPath: root.path).sorted() {
      let full = root.appendingPathComponent(path).path
      let attributes = try manager.attributesOfItem(atPath: full)
      switch attributes[.type] as? FileAttributeType {
      case .typeRegular:
        let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        files.append(
          File(
            path: path, bytes: (attributes[.size] as? NSNumber)?.uint64Value ?? 0,
            isExecutable: permissions & 0o100 != 0))
      case .typeDirectory: all.append(path)
      case .typeSymbolicLink:
        let target = try manager.destinationOfSymbolicLink(atPath: full)
        guard RelativePath.leadsInside(target, from: path) else {
          throw S3Error(
            .refused,
            "the trainer left the symbolic link \(path), which leads out of its folder: let it copy "
              + "the file instead")
        }
        links.append(BlobIndex.Link(path: path, target: target))
      default: continue
      }
      parents.insert(RelativePath.parent(of: path))
    }
    folders = all.filter { !parents.contains($0) }
  }
}
