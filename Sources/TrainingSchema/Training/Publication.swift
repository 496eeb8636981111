public import SwiftProtobufPluginLibrary
import TrainingManifest

/// The files that a provider publishes together: the files to generate from and all their imports.
///
/// The daemon compiles every file of the published archive. It has its own copies of
/// `training.proto` and of protobuf's files, so these aren't included.
public struct Publication {
  /// The services and methods of all files as the daemon indexes them. The files to generate from
  /// come first.
  let names: DaemonNames

  /// The paths from messages to models.
  let modelPaths: ModelPaths

  /// The source positions of declarations, and their comments.
  let sources: SourceInfos

  /// Collects the declarations that the daemon uses from `roots` and all files that they import.
  ///
  /// - Parameters:
  ///   - roots: the files to generate from.
  ///   - published: the declarations that the daemon uses, which all publications of a request
  ///     share.
  ///   - sources: the source positions of declarations.
  init(
    of roots: [FileDescriptor], in published: PublishedFiles,
    sources: SourceInfos = SourceInfos([:])
  ) {
    self.names = DaemonNames(published.contents(of: roots))
    self.sources = sources
    self.modelPaths = published.modelPaths
  }

  /// Collects the declarations that the daemon uses from `roots` and all files that they import.
  public init(of roots: [FileDescriptor]) {
    self.init(of: roots, in: PublishedFiles(roots))
  }
}

extension FileDescriptor {
  /// Whether the file is a copy of `training.proto`, under any path.
  public var isTrainingContract: Bool {
    package == "training" && messages.contains { $0.fullName == TrainingMethod.modelIDName }
  }

  /// Every method of every service, in the order of declaration.
  var methods: [MethodDescriptor] {
    services.flatMap(\.methods)
  }

  /// The methods whose requests name a model, in the order of declaration.
  public var trainingMethods: [MethodDescriptor] {
    methods.filter(\.isTrainingMethod)
  }
}
