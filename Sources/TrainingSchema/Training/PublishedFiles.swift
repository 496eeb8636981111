public import SwiftProtobufPluginLibrary

/// What the files of a request say to the daemon, each read once, however many publications it is
/// part of.
public final class PublishedFiles {
  /// The files that say something.
  private var contents: [ObjectIdentifier: PublishedFile] = [:]

  /// The files that say something, or import such a file, be it through others.
  private var leading: Set<ObjectIdentifier> = []

  /// The ways from their messages to models.
  let modelPaths: ModelPaths

  /// Reads the files and all that they import.
  public init(_ files: [FileDescriptor]) {
    let files = Self.importedFirst(files)
    self.modelPaths = ModelPaths(files)
    for file in files { add(file) }
  }

  private func add(_ file: FileDescriptor) {
    guard !file.isBroughtAlong else { return }
    let content = PublishedFile(file)
    if !content.isEmpty { contents[ObjectIdentifier(file)] = content }
    if !content.isEmpty || file.dependencies.contains(where: isLeading) {
      leading.insert(ObjectIdentifier(file))
    }
  }

  private func isLeading(_ file: FileDescriptor) -> Bool {
    leading.contains(ObjectIdentifier(file))
  }

  /// What `roots` and all that they import say: the roots first, then what they import, and so on.
  ///
  /// Imports that lead to nothing are not followed. Most do not, as services use messages of many
  /// files, and few files use services.
  func contents(of roots: [FileDescriptor]) -> [PublishedFile] {
    var seen: Set<ObjectIdentifier> = []
    var order = roots.filter { isLeading($0) && seen.insert(ObjectIdentifier($0)).inserted }
    var next = 0
    while next < order.count {
      order += order[next].dependencies.filter {
        isLeading($0) && seen.insert(ObjectIdentifier($0)).inserted
      }
      next += 1
    }
    return order.compactMap { contents[ObjectIdentifier($0)] }
  }

  /// The files and all that they import, each after what it imports.
  private static func importedFirst(_ files: [FileDescriptor]) -> [FileDescriptor] {
    var seen: Set<ObjectIdentifier> = []
    var order: [FileDescriptor] = []
    var open: [(file: FileDescriptor, rest: ArraySlice<FileDescriptor>)] = []
    func enter(_ file: FileDescriptor) {
      if seen.insert(ObjectIdentifier(file)).inserted {
        open.append((file, file.dependencies[...]))
      }
    }
    for file in files {
      enter(file)
      while let last = open.indices.last {
        if let dependency = open[last].rest.popFirst() {
          enter(dependency)
        } else {
          order.append(open.removeLast().file)
        }
      }
    }
    return order
  }
}

extension FileDescriptor {
  /// Whether the daemon has the file by itself.
  fileprivate var isBroughtAlong: Bool {
    isTrainingContract || package == "google.protobuf"
  }
}
