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

  /// What the names of files end in.
  package static let endings = [".pb.swift", ".grpc.swift", ".training.swift", ".training.json"]

  /// Divides a file's name into what it has of its proto's name, and the rest.
  package static func split(_ file: String) -> (stem: String, ending: String) {
    let ending = endings.first { file.hasSuffix($0) } ?? ""
    return (String(file.dropLast(ending.count)), ending)
  }

  var messages: String { stem + ".pb.swift" }
  var stubs: String { stem + ".grpc.swift" }
  var guards: String { stem + ".training.swift" }
  var manifest: String { stem + ".training.json" }
}
