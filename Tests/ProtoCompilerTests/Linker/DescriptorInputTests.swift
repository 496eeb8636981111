import ProtoCompiler
import SwiftProtobuf
import Testing

/// Descriptors can say what no text can.
@Suite struct DescriptorInputTests {
  private static func problems(_ message: Google_Protobuf_DescriptorProto) -> [String] {
    let file = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "a.proto"
      $0.syntax = "proto3"
      $0.messageType = [message]
    }
    let set = Google_Protobuf_FileDescriptorSet.with { $0.file = [file] }
    return Compiler(DescriptorSetResolver([set])).compile(["a.proto"]).diagnostics.map(\.ruleID)
  }

  private static func message(fields: Int) -> Google_Protobuf_DescriptorProto {
    .with {
      $0.name = "A"
      $0.field = (0..<fields).map { index in
        .with {
          $0.name = "f\(index)"
          // The numbers that protobuf keeps for itself are left out.
          $0.number = Int32(index < 18_000 ? index + 1 : index + 2001)
          $0.label = .optional
          $0.type = .int32
        }
      }
    }
  }

  @Test func aOneofHasFields() {
    var message = Self.message(fields: 1)
    message.oneofDecl = [.with { $0.name = "o" }]
    #expect(Self.problems(message) == ["empty-oneof"])
    message.field[0].oneofIndex = 0
    #expect(Self.problems(message) == [])
  }

  /// As protoc: "65536 fields in A exceeds the limit of 65535".
  @Test func aMessageHasALimitOfFields() {
    #expect(Self.problems(Self.message(fields: 65_535)) == [])
    #expect(Self.problems(Self.message(fields: 65_536)) == ["field-count"])
  }

  /// What the compiler doesn't understand stays as it was, in both ways in which descriptors can be had.
  @Test func whatIsUnknownStays() throws {
    var file = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "a.proto"
      $0.syntax = "proto3"
      $0.sourceCodeInfo.location = [.with { $0.span = [7] }, .with { $0.path = [4, 0] }]
    }
    let unknown: [UInt8] = [0xf8, 0x3f, 7]
    file.sourceCodeInfo = try .init(serializedBytes: file.sourceCodeInfo.serializedData() + unknown)
    file = try .init(serializedBytes: file.serializedData() + unknown)
    let set = Google_Protobuf_FileDescriptorSet.with { $0.file = [file] }
    let compilation = Compiler(DescriptorSetResolver([set])).compile(["a.proto"])
    #expect(compilation.diagnostics.isEmpty)
    #expect(compilation.descriptorSet() == set)
    #expect(try compilation.descriptorSetBytes() == set.serializedBytes())
  }

  /// An option that is only for the source leaves with its location.
  @Test func removedOptionsHaveNoLocations() throws {
    let text = """
      syntax = "proto2"; import "google/protobuf/descriptor.proto";
      extend google.protobuf.FileOptions { optional int32 n = 50000 [retention = RETENTION_SOURCE]; }
      option (n) = 1;
      """
    let sources = ResolverChain([
      MemoryResolver(["a.proto": text]), FolderResolver([WellKnown.folder]),
    ])
    let first = Compiler(sources).compile(["a.proto"])
    #expect(first.diagnostics.isEmpty)
    let whole = first.descriptorSet(retainsOptions: true)
    let second = Compiler(DescriptorSetResolver([whole])).compile(["a.proto"])
    #expect(whole.file.last?.options != first.descriptorSet().file.last?.options)
    #expect(second.descriptorSet() == first.descriptorSet())
    #expect(second.descriptorSetBytes() == first.descriptorSetBytes())
  }
}
