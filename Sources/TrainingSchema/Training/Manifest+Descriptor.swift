public import SwiftProtobufPluginLibrary
public import TrainingManifest

extension Manifest {
  /// Reads what files say about training.
  ///
  /// - Parameters:
  ///   - files: one file, or all of an invocation. Files that they import take part in the daemon's
  ///     view, as they would be published, too.
  ///   - published: what each file of the request says to the daemon.
  public init(_ files: [FileDescriptor], in published: PublishedFiles) {
    self.init(
      sources: files.map(\.name),
      methods: files.flatMap(\.methods).compactMap { TrainingMethod($0) },
      daemon: DaemonView(Publication(of: files, in: published)))
  }
}
