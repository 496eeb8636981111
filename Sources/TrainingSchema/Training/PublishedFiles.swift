public import SwiftProtobufPluginLibrary

/// The declarations that the daemon uses, from all files of a request. Each file is read only once,
/// even if it belongs to several publications.
public final class PublishedFiles {
  /// The files with declarations that the daemon uses.
  private var contents: [ObjectIdentifier: PublishedFile] = [:]

  /// The files with such declarations, and the files that import one of them directly or
  /// indirectly.
  private var relevant: Set<ObjectIdentifier> = []

  /// The files with a type whose name generated Swift needs for something else, and the files that
  /// import one of them directly or indirectly.
  private var seeingReservedNames: Set<ObjectIdentifier> = []

  /// The paths from messages to models.
  let modelPaths: ModelPaths

  /// Reads the files and all their imports.
  public init(_ files: [FileDescriptor]) {
    let files = Self.sortedByImports(files)
    self.modelPaths = ModelPaths(files)
    for file in files {
      add(file)
      if file.dependencies.contains(where: seesReservedName)
        || TypeName.isReservedNameDeclared(in: file)
      {
        seeingReservedNames.insert(ObjectIdentifier(file))
      }
    }
  }

  /// Whether the file or one that it imports declares a type with a name that ``TypeName`` refuses.
  func seesReservedName(_ file: FileDescriptor) -> Bool {
    seeingReservedNames.contains(ObjectIdentifier(file))
  }

  private func add(_ file: FileDescriptor) {
    guard !file.isBuiltIntoDaemon else { return }
    let content = PublishedFile(file)
    if !content.isEmpty { contents[ObjectIdentifier(file)] = content }
    if !content.isEmpty || file.dependencies.contains(where: isRelevant) {
      relevant.insert(ObjectIdentifier(file))
    }
  }

  private func isRelevant(_ file: FileDescriptor) -> Bool {
    relevant.contains(ObjectIdentifier(file))
  }

  /// Returns the declarations of `roots` and of all their imports: the roots first, then their
  /// direct imports, and so on.
  ///
  /// Imports without such declarations aren't followed. This applies to most imports: services use
  /// messages of many files, but few files import services.
  func contents(of roots: [FileDescriptor]) -> [PublishedFile] {
    var seen: Set<ObjectIdentifier> = []
    var order = roots.filter { isRelevant($0) && seen.insert(ObjectIdentifier($0)).inserted }
    var next = 0
    while next < order.count {
      order += order[next].dependencies.filter {
        isRelevant($0) && seen.insert(ObjectIdentifier($0)).inserted
      }
      next += 1
    }
    return order.compactMap { contents[ObjectIdentifier($0)] }
  }

  /// Returns the files and all their imports. Each file comes after the files that it imports.
  private static func sortedByImports(_ files: [FileDescriptor]) -> [FileDescriptor] {
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
