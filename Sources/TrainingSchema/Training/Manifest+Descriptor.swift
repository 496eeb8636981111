public import SwiftProtobufPluginLibrary
public import TrainingManifest

extension Manifest {
  /// Creates the manifest of files.
  ///
  /// - Parameters:
  ///   - files: one file, or all files of a request. The daemon's view includes the files that they
  ///     import, because these are published, too.
  ///   - published: the declarations in each file that the daemon uses.
  public init(_ files: [FileDescriptor], in published: PublishedFiles) {
    self.init(
      sources: files.map(\.name),
      methods: files.flatMap(\.methods).compactMap { TrainingMethod($0) },
      daemon: DaemonView(Publication(of: files, in: published)))
  }
}
