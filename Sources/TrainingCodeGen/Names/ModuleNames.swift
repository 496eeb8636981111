import TrainingSchema

/// The names of the modules that generated code uses, as the user's build has them.
///
/// The generator does not import the runtime, so that nobody builds a web stack to generate code; the
/// compiled fixtures prove these names right.
struct ModuleNames: Hashable {
  let swiftProtobuf: String
  let grpc: String
  let wire = "ProtoWire"
  let runtime = Self.stubsOfTheContract
  let manifest = "TrainingManifest"

  /// The modules with the messages and the stubs of `training.proto`, which users import.
  static let messagesOfTheContract = "TrainingProtos"
  static let stubsOfTheContract = "TrainingRuntime"

  /// The names that are written without their module.
  let inSight: NamesInSight

  init(_ options: GeneratorOptions, _ inSight: NamesInSight) {
    self.swiftProtobuf = options.swiftProtobufModule
    self.grpc = options.grpcModule
    self.inSight = inSight
  }

  /// All of them, and the modules of the standard library and Foundation.
  var all: Set<String> {
    [
      swiftProtobuf, grpc, wire, runtime, manifest, Self.messagesOfTheContract, "Swift",
      "Foundation",
      "FoundationEssentials",
    ]
  }

  /// Proves at compile time that the codec has the version that generated code was written for.
  var codecVersion: String { "\(wire).CodecVersion2" }

  /// A codec of the runtime, by what follows `Wire` in its name.
  func codec(_ name: String) -> String { inSight.spelling(of: "Wire\(name)", in: wire) }

  /// A type of SwiftProtobuf's.
  func protobuf(_ name: String) -> String { inSight.spelling(of: name, in: swiftProtobuf) }

  /// The codec of an enum, which also makes values without naming their cases.
  func enumCodec(of type: String) -> String { "\(codec("Enum"))<\(type)>" }

  func serializer(of type: String) -> String {
    "\(runtime).messageSerializer(for: \(type).self)"
  }

  func deserializer(of type: String) -> String {
    "\(runtime).messageDeserializer(for: \(type).self)"
  }
}
