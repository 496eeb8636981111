import CompilerJudge
import SwiftProtobuf
import Testing

/// The comparison finds each difference, and shows where it is.
@Suite struct ComparisonTests {
  private typealias FileSet = Google_Protobuf_FileDescriptorSet

  private static let file = Google_Protobuf_FileDescriptorProto.with {
    $0.name = "a.proto"
    $0.messageType = [
      .with {
        $0.name = "M"
        $0.field = [
          .with {
            $0.name = "a"
            $0.number = 1
          },
          .with {
            $0.name = "b"
            $0.number = 2
          },
        ]
      }
    ]
    $0.sourceCodeInfo.location = [
      .with { $0.span = [0, 0, 5, 0] },
      .with {
        $0.path = [4, 0]
        $0.span = [1, 0, 20]
      },
    ]
  }

  private func differences(
    _ change: (inout Google_Protobuf_FileDescriptorProto) -> Void
  ) throws -> [DescriptorDifference] {
    var ours = Self.file
    change(&ours)
    let sets = [ours, Self.file].map { file in FileSet.with { $0.file = [file] } }
    let schema = try DescriptorSchema(Self.descriptorProto())
    return try DescriptorComparison(
      ours: sets[0].serializedBytes(), theirs: sets[1].serializedBytes(), schema: schema
    ).differences
  }

  /// The part of `descriptor.proto` that these tests need.
  private static func descriptorProto() throws -> FileSet {
    try FileSet(
      textFormatString: """
        file {
          package: "google.protobuf"
          message_type { name: "FileDescriptorSet"
            field { name: "file" number: 1 label: LABEL_REPEATED type: TYPE_MESSAGE
              type_name: ".google.protobuf.FileDescriptorProto" } }
          message_type { name: "FileDescriptorProto"
            field { name: "name" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
            field { name: "message_type" number: 4 label: LABEL_REPEATED type: TYPE_MESSAGE
              type_name: ".google.protobuf.DescriptorProto" }
            field { name: "source_code_info" number: 9 label: LABEL_OPTIONAL type: TYPE_MESSAGE
              type_name: ".google.protobuf.SourceCodeInfo" } }
          message_type { name: "DescriptorProto"
            field { name: "name" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
            field { name: "field" number: 2 label: LABEL_REPEATED type: TYPE_MESSAGE
              type_name: ".google.protobuf.FieldDescriptorProto" } }
          message_type { name: "FieldDescriptorProto"
            field { name: "name" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
            field { name: "number" number: 3 label: LABEL_OPTIONAL type: TYPE_INT32 } }
          message_type { name: "SourceCodeInfo"
            field { name: "location" number: 1 label: LABEL_REPEATED type: TYPE_MESSAGE
              type_name: ".google.protobuf.SourceCodeInfo.Location" }
            nested_type { name: "Location"
              field { name: "path" number: 1 label: LABEL_REPEATED type: TYPE_INT32 }
              field { name: "span" number: 2 label: LABEL_REPEATED type: TYPE_INT32 } } }
        }
        """)
  }

  @Test func equalSetsHaveNoDifference() throws {
    #expect(try differences { _ in }.isEmpty)
  }

  @Test func aChangedValueHasAPath() throws {
    let found = try differences { $0.messageType[0].field[1].number = 3 }
    let path = "file[a.proto].message_type[M].field[b].number"
    #expect(found.map(\.path) == [path])
    #expect(found.map(\.ours) == ["3"] && found.map(\.theirs) == ["2"])
    #expect(found.map(\.kind) == ["file.message_type.field.number"])
  }

  @Test func aMissingFieldIsFound() throws {
    let found = try differences { $0.messageType[0].field.removeFirst() }
    #expect(found.map(\.path) == ["file[a.proto].message_type[M].field[a]"])
    #expect(found.map(\.ours) == [nil])
  }

  @Test func aLocationDoesNotShiftOthers() throws {
    let found = try differences {
      $0.sourceCodeInfo.location.insert(
        .with {
          $0.path = [3]
          $0.span = [0, 1, 2]
        }, at: 1)
    }
    #expect(found.map(\.path) == ["file[a.proto].source_code_info.location[3]"])
    #expect(found.map(\.theirs) == [nil])
  }

  @Test func anotherOrderIsFound() throws {
    let found = try differences { $0.messageType[0].field.reverse() }
    #expect(found.map(\.path) == ["file[a.proto].message_type[M].order"])
  }
}
