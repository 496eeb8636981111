import Foundation
import OurMessages
import PeerMessages

extension Case {
  /// Returns all cases.
  ///
  /// - Parameter descriptors: the path of a file with an encoded `FileDescriptorSet`.
  static func all(descriptors: String) throws -> [Case] {
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
    ] + strings() + numbers() + maps() + shapes(descriptors: descriptors) + hostile()
  }

  private static func strings() throws -> [Case] {
    try [
      ("strings, short", 8, [Character].latin), ("strings, short, not ASCII", 6, .mixed),
      ("strings, long", 120, .latin), ("strings, long, not ASCII", 60, .mixed),
    ].map { name, count, letters in
      try Case(
        name, Sample.strings(count, of: letters),
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
        try Case(
          "packed \(name)", bytes,
          OurMessages.Bench_Packed.self, PeerMessages.Bench_Packed.self)
      }
  }

  private static func maps() throws -> [Case] {
    try Sample.maps().map { name, bytes in
      try Case(
        "map \(name)", bytes, OurMessages.Bench_Maps.self, PeerMessages.Bench_Maps.self)
    }
  }

  private static func shapes(descriptors: String) throws -> [Case] {
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
        "TestAllTypesProto3", Sample.testAllTypes(),
        OurMessages.ProtobufTestMessages_Proto3_TestAllTypesProto3.self,
        PeerMessages.ProtobufTestMessages_Proto3_TestAllTypesProto3.self),
      Case(
        "90 % unknown", Sample.newer(),
        OurMessages.Bench_Older.self, PeerMessages.Bench_Older.self),
    ]
  }

  /// Returns cases with legal encodings that usual encoders don't write.
  private static func hostile() throws -> [Case] {
    try [
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
