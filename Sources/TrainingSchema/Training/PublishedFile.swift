import SwiftProtobufPluginLibrary
import TrainingManifest

/// What one file says to the daemon.
struct PublishedFile {
  /// A service, by its name without package.
  struct Service {
    let name: String
    let fullName: String

    /// The names of its training methods, each once for every model field of its request.
    let trainingMethods: [String]
  }

  /// A method, by the key under which the daemon files its options.
  struct Method {
    let key: String
    let fullName: String

    /// Whether the declaration ends in an options block, be it empty.
    let hasOptionsBlock: Bool

    /// Whether it matters what the daemon knows about the method.
    let concernsTraining: Bool

    /// The training options, without those of 0 or "".
    let options: TrainingOptions
  }

  let services: [Service]
  let methods: [Method]

  /// Reads a file.
  init(_ file: FileDescriptor) {
    self.services = file.services.map { Service($0) }
    self.methods = file.methods.map { Method($0) }
  }

  /// Whether the file adds nothing to what the daemon knows.
  var isEmpty: Bool { services.isEmpty }
}

extension PublishedFile.Service {
  fileprivate init(_ service: ServiceDescriptor) {
    self.name = service.name
    self.fullName = service.fullName
    self.trainingMethods = service.methods.flatMap { method in
      method.modelFields.map { _ in method.name }
    }
  }
}

extension PublishedFile.Method {
  fileprivate init(_ method: MethodDescriptor) {
    let options = method.trainingOptions
    self.key = method.daemonKey
    self.fullName = method.fullName
    self.hasOptionsBlock = method.hasOptionsBlock
    self.concernsTraining = method.isTrainingMethod || !options.isEmpty
    self.options = options.withoutZeros
  }
}
