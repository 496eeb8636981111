import Foundation
import OurMessages
import PeerMessages

extension Case {
  /// Returns all cases.
  ///
  /// - Parameters:
  ///   - descriptors: the path of a file with an encoded `FileDescriptorSet`.
  ///   - modules: make a message with random values.
  static func all(descriptors: String, _ modules: CppModules) throws -> [Case] {
    try [
      Case(
        "small message", Sample.small(),
        OurMessages.Bench_Small.self, PeerMessages.Bench_Small.self),
      Case(
        "UploadInput, 1 MiB", Sample.upload(),
        OurMessages.Training_UploadInput.self, PeerMessages.Training_UploadInput.self),
      Case(
        "mixed message", Sample.mixed(),
        OurMessages.Bench_Mixed.self, PeerMessages.Bench_Mixed.self),
    ] + strings() + numbers() + maps() + shapes(descriptors, modules) + services() + hostile()
  }

  private static func strings() throws -> [Case] {
    try [
      ("strings, short", 8, [Character].latin), ("strings, short, not ASCII", 6, .mixed),
      ("strings, long", 120, .latin), ("strings, long, not ASCII", 60, .mixed),
    ].map { name, count, letters in
      try Case(
        name, Sample.strings(count / 2...count / 2 + count - 1, of: letters),
        OurMessages.Bench_Strings.self, PeerMessages.Bench_Strings.self)
    }
  }

  private static func numbers() throws -> [Case] {
    try [
      Case(
        "scalars", Sample.scalars(),
        OurMessages.Bench_Scalars.self, PeerMessages.Bench_Scalars.self)
    ]
      + Sample.packed().map { name, bytes in
        Case(
          "packed \(name)", bytes,
          OurMessages.Bench_Packed.self, PeerMessages.Bench_Packed.self)
      }
  }

  private static func maps() throws -> [Case] {
    try Sample.maps().map { name, bytes in
      Case(
        "map \(name)", bytes, OurMessages.Bench_Maps.self, PeerMessages.Bench_Maps.self)
    }
  }

  private static func shapes(_ descriptors: String, _ modules: CppModules) throws -> [Case] {
    try [
      Case(
        "oneofs", Sample.choices(),
        OurMessages.Bench_Choices.self, PeerMessages.Bench_Choices.self),
      Case(
        "50 levels", Sample.nested(levels: 50),
        OurMessages.Bench_Nested.self, PeerMessages.Bench_Nested.self),
      Case(
        "list of 1,000", Sample.list(1_000),
        OurMessages.Bench_List.self, PeerMessages.Bench_List.self),
      Case(
        "FileDescriptorSet", [UInt8](Data(contentsOf: URL(fileURLWithPath: descriptors))),
        OurMessages.Bench_Descriptor_FileDescriptorSet.self,
        PeerMessages.Bench_Descriptor_FileDescriptorSet.self),
      Case(
        "TestAllTypesProto3",
        modules.randomMessage("protobuf_test_messages.proto3.TestAllTypesProto3", seed: 7),
        OurMessages.ProtobufTestMessages_Proto3_TestAllTypesProto3.self,
        PeerMessages.ProtobufTestMessages_Proto3_TestAllTypesProto3.self),
      Case(
        "90 % unknown", Sample.newer(),
        OurMessages.Bench_Older.self, PeerMessages.Bench_Older.self),
    ]
  }

  /// Returns cases with messages that services often send.
  private static func services() throws -> [Case] {
    try Self.wide() + [
      Case(
        "5 × 100 bytes", ShapeSample.digests(),
        OurMessages.Shapes_Digests.self, PeerMessages.Shapes_Digests.self),
      Case(
        "log record", ShapeSample.logRecord(),
        OurMessages.Shapes_LogRecord.self, PeerMessages.Shapes_LogRecord.self),
      Case(
        "100 strings of 16 to 31 bytes", Sample.strings(16...31, of: .latin),
        OurMessages.Bench_Strings.self, PeerMessages.Bench_Strings.self),
      Case(
        "tile of a map", ShapeSample.tile(),
        OurMessages.Shapes_Tile.self, PeerMessages.Shapes_Tile.self),
      Case(
        "trace, 100 spans", ShapeSample.trace(),
        OurMessages.Shapes_Trace.self, PeerMessages.Shapes_Trace.self),
      Case(
        "empty messages in messages", ShapeSample.tree(),
        OurMessages.Shapes_Tree.self, PeerMessages.Shapes_Tree.self),
      Case(
        "google.protobuf.Struct", ShapeSample.document(),
        OurMessages.Shapes_Document.self, PeerMessages.Shapes_Document.self),
    ] + models()
  }

  private static func wide() throws -> [Case] {
    try [("3 of 40 fields", 3), ("40 of 40 fields", 40)].map { name, count in
      try Case(
        name, ShapeSample.settings(count),
        OurMessages.Shapes_Settings.self, PeerMessages.Shapes_Settings.self)
    }
  }

  /// Returns cases with messages of services that run models, and of shops.
  private static func models() throws -> [Case] {
    try [
      Case(
        "embedding, 768 floats", ShapeSample.embedding(),
        OurMessages.Shapes_Embedding.self, PeerMessages.Shapes_Embedding.self),
      Case(
        "conversation", ShapeSample.conversation(),
        OurMessages.Shapes_Conversation.self, PeerMessages.Shapes_Conversation.self),
      Case(
        "tensor", ShapeSample.tensor(),
        OurMessages.Shapes_Tensor.self, PeerMessages.Shapes_Tensor.self),
      Case(
        "time series", ShapeSample.series(),
        OurMessages.Shapes_Series.self, PeerMessages.Shapes_Series.self),
      Case(
        "order", ShapeSample.order(),
        OurMessages.Shapes_Order.self, PeerMessages.Shapes_Order.self),
    ]
  }

  /// Returns cases with legal encodings that usual encoders don't write.
  private static func hostile() -> [Case] {
    [
      Case(
        "padded varints", HostileSample.paddedVarints(),
        OurMessages.Bench_Packed.self, PeerMessages.Bench_Packed.self, operations: [.decode]),
      Case(
        "padded tags, lengths", HostileSample.paddedTags(),
        OurMessages.Bench_List.self, PeerMessages.Bench_List.self, operations: [.decode]),
      Case(
        "unpacked", HostileSample.unpacked(),
        OurMessages.Bench_Packed.self, PeerMessages.Bench_Packed.self, operations: [.decode]),
      Case(
        "packed one by one", HostileSample.packedOneByOne(),
        OurMessages.Bench_Packed.self, PeerMessages.Bench_Packed.self, operations: [.decode]),
      Case(
        "one field, 1,000 times", HostileSample.merged(),
        OurMessages.Bench_Mixed.self, PeerMessages.Bench_Mixed.self, operations: [.decode],
        isScattered: true),
    ]
  }
}
