package import TrainingSchema

/// The names of the files that come from one proto.
package struct OutputName {
  /// The proto's name without `.proto`, laid out as the options say.
  package let stem: String

  package init(proto: String, naming: GeneratorOptions.FileNaming) {
    let path = proto.hasSuffix(".proto") ? String(proto.dropLast(".proto".count)) : proto
    switch naming {
    case .fullPath: stem = path
    case .pathToUnderscores: stem = String(path.map { $0 == "/" ? "_" : $0 })
    case .dropPath: stem = path.split(separator: "/").last.map(String.init) ?? path
    }
  }

  /// The manifest of all protos of an invocation.
  static let mergedManifest = "training.json"

  var messages: String { stem + ".pb.swift" }
  var stubs: String { stem + ".grpc.swift" }
  var guards: String { stem + ".training.swift" }
  var manifest: String { stem + ".training.json" }
}
