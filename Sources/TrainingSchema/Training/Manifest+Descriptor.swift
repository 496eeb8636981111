public import SwiftProtobufPluginLibrary
public import TrainingManifest

extension Manifest {
  /// Reads what files say about training.
  ///
  /// - Parameter files: one file, or all of an invocation. Files that they import take part in the
  ///   daemon's view, as they would be published, too.
  public init(_ files: [FileDescriptor]) {
    self.init(
      sources: files.map(\.name),
      methods: files.flatMap(\.methods).compactMap { TrainingMethod($0) },
      daemon: DaemonView(Publication(of: files)))
  }
}
