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
}
