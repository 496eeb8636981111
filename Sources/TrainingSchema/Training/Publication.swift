public import SwiftProtobufPluginLibrary
import TrainingManifest

/// The files that a provider publishes together: what is generated from, and all that it imports.
///
/// The daemon compiles every file of the published archive, and brings `training.proto` and
/// protobuf's own files along itself, so these do not count.
public struct Publication {
  /// What the daemon files under names without package, from every file, those to generate from
  /// first.
  let names: DaemonNames

  /// The ways from messages to models.
  let modelPaths: ModelPaths

  /// Where declarations stand, and the comments on them.
  let sources: SourceInfos

  /// Collects what `roots` and all that they import say to the daemon.
  ///
  /// - Parameters:
  ///   - roots: the files to generate from.
  ///   - published: what each file says, found out once for all publications of a request.
  ///   - sources: where their declarations stand.
  init(
    of roots: [FileDescriptor], in published: PublishedFiles,
    sources: SourceInfos = SourceInfos([:])
  ) {
    self.names = DaemonNames(published.contents(of: roots))
    self.sources = sources
    self.modelPaths = published.modelPaths
  }

  /// Collects what `roots` and all that they import say to the daemon.
  public init(of roots: [FileDescriptor]) {
    self.init(of: roots, in: PublishedFiles(roots))
  }
}

extension FileDescriptor {
  /// Whether the file is a copy of `training.proto`, under whatever path.
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
