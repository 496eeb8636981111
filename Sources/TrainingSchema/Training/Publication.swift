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

  /// The texts of files; without any of them, if protoc started the generator.
  let texts: SourceTexts

  /// Whether any file has a training method. Otherwise the daemon doesn't switch training on.
  let hasTrainingMethods: Bool

  private let roots: Set<ObjectIdentifier>
  private let published: PublishedFiles

  /// Collects the declarations that the daemon uses from `roots` and all files that they import.
  ///
  /// - Parameters:
  ///   - roots: the files to generate from.
  ///   - published: the declarations that the daemon uses, which all publications of a request
  ///     share.
  ///   - sources: the source positions of declarations.
  ///   - texts: the texts of files, as far as they are known.
  init(
    of roots: [FileDescriptor], in published: PublishedFiles,
    sources: SourceInfos = SourceInfos([:]), texts: SourceTexts = SourceTexts()
  ) {
    let names = DaemonNames(published.contents(of: roots))
    self.names = names
    self.hasTrainingMethods = names.services.contains { !$0.trainingMethods.isEmpty }
    self.roots = Set(roots.map { ObjectIdentifier($0) })
    self.sources = sources
    self.texts = texts
    self.modelPaths = published.modelPaths
    self.published = published
  }

  /// Collects the declarations that the daemon uses from `roots` and all files that they import.
  public init(of roots: [FileDescriptor]) {
    self.init(of: roots, in: PublishedFiles(roots))
  }

  /// Whether the file or one that it imports declares a type with a name that ``TypeName`` refuses.
  func seesReservedName(_ file: FileDescriptor) -> Bool { published.seesReservedName(file) }

  /// Whether code is generated from `file`.
  func isRoot(_ file: FileDescriptor) -> Bool {
    roots.contains(ObjectIdentifier(file))
  }
}

extension FileDescriptor {
  /// Whether the file is `training.proto`, in any folder: it declares `ModelID`, and no service but
  /// the contract's own.
  public var isTrainingContract: Bool {
    contractModelID != nil && name.split(separator: "/").last == "training.proto"
      && services.allSatisfy { $0.name == DaemonView.ownService }
  }

  /// The file's own declaration of `training.ModelID`, if it has one.
  var contractModelID: Descriptor? {
    guard package == "training" else { return nil }
    return messages.first { $0.fullName == TrainingMethod.modelIDName }
  }

  /// Whether the daemon has its own copy of the file.
  var isBuiltIntoDaemon: Bool {
    isTrainingContract || package == "google.protobuf"
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
