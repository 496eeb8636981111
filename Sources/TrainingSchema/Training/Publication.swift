public import SwiftProtobufPluginLibrary
import TrainingManifest

/// The files that a provider publishes together: what is generated from, and all that it imports.
///
/// The daemon compiles every file of the published archive, and brings `training.proto` and
/// protobuf's own files along itself, so these do not count.
public struct Publication {
  /// The files, those to generate from first.
  public let files: [FileDescriptor]

  public init(of roots: [FileDescriptor]) {
    var seen: Set<String> = []
    var files: [FileDescriptor] = []
    var pending = roots
    while !pending.isEmpty {
      let file = pending.removeFirst()
      guard !file.isBroughtAlong, seen.insert(file.name).inserted else { continue }
      files.append(file)
      pending += file.dependencies
    }
    self.files = files
  }

  /// The services of all files.
  var services: [ServiceDescriptor] { files.flatMap(\.services) }
}

extension FileDescriptor {
  /// Whether the file is a copy of `training.proto`, under whatever path.
  public var isTrainingContract: Bool {
    package == "training" && messages.contains { $0.fullName == TrainingMethod.modelIDName }
  }

  /// Whether the daemon has the file by itself.
  fileprivate var isBroughtAlong: Bool {
    isTrainingContract || package == "google.protobuf"
  }

  /// Every method of every service, in the order of declaration.
  var methods: [MethodDescriptor] {
    services.flatMap(\.methods)
  }

  /// The training methods among ``methods``.
  var trainingMethods: [MethodDescriptor] {
    methods.filter(\.isTrainingMethod)
  }
}
