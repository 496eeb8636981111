import SwiftProtobufPluginLibrary
import TrainingManifest

/// The declarations in one file that the daemon uses.
struct PublishedFile {
  /// A service, which the daemon identifies by its name without a package.
  struct Service {
    let name: String
    let fullName: String

    /// The names of its training methods. Each name occurs once for every model field of the
    /// request.
    let trainingMethods: [String]
  }

  /// A method, with the key under which the daemon stores its options.
  struct Method {
    let key: String
    let fullName: String

    /// Whether the declaration ends with an options block, even an empty one.
    let hasOptionsBlock: Bool

    /// Whether the method is a training method or has training options.
    let concernsTraining: Bool

    /// The training options, without those whose value is 0 or "".
    let options: TrainingOptions
  }

  let services: [Service]
  let methods: [Method]

  /// Reads a file.
  init(_ file: FileDescriptor) {
    self.services = file.services.map { Service($0) }
    self.methods = file.methods.map { Method($0) }
  }

  /// Whether the file has nothing that the daemon uses.
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
