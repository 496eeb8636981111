public import SwiftProtobufPluginLibrary

extension FileDescriptor {
  /// The file and all files that it imports, directly or not.
  public var withImports: [FileDescriptor] {
    var files = [self]
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var next = 0
    while next < files.count {
      files += files[next].dependencies.filter { seen.insert(ObjectIdentifier($0)).inserted }
      next += 1
    }
    return files
  }
}
