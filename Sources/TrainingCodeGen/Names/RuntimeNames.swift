/// The names that generated code calls by, each spelled here and nowhere else.
///
/// The generator does not import the runtime, so that nobody builds a web stack to generate code;
/// the compiled fixtures prove these right.
enum RuntimeNames {
  static let swiftProtobuf = "SwiftProtobuf"
  static let wire = "ProtoWire"
  static let runtime = "TrainingRuntime"
  static let manifest = "TrainingManifest"
  static let grpc = "GRPCCore"

  /// Proves at compile time that the codec has the version that generated code was written for.
  static let codecVersion = "\(wire).CodecVersion1"

  /// The messages of SwiftProtobuf's own that the runtime has a codec for.
  static let wellKnownCodecs: Set<String> = Set(
    [
      "Any", "BoolValue", "BytesValue", "DoubleValue", "Duration", "Empty", "FieldMask",
      "FloatValue", "Int32Value", "Int64Value", "ListValue", "StringValue", "Struct", "Timestamp",
      "UInt32Value", "UInt64Value", "Value",
    ].map { "google.protobuf.\($0)" })

  static func codec(_ name: String) -> String { "\(wire).Wire\(name)" }

  static func serializer(of type: String) -> String {
    "\(runtime).messageSerializer(for: \(type).self)"
  }

  static func deserializer(of type: String) -> String {
    "\(runtime).messageDeserializer(for: \(type).self)"
  }
}
