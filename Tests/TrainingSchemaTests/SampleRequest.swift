import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A request with one declaration of every kind.
enum SampleRequest {
  typealias File = Google_Protobuf_FileDescriptorProto
  typealias Message = Google_Protobuf_DescriptorProto
  typealias Field = Google_Protobuf_FieldDescriptorProto

  static var linked: Google_Protobuf_Compiler_CodeGeneratorRequest {
    .with {
      $0.fileToGenerate = ["b.proto"]
      $0.protoFile = [imported, file]
    }
  }

  /// A message with one field, of a message type.
  static func message(_ name: String, of type: String) -> Message {
    .with {
      $0.name = name
      $0.field = [field("single", 1, .message, type)]
    }
  }

  static func field(
    _ name: String, _ number: Int32, _ type: Field.TypeEnum, _ typeName: String = ""
  )
    -> Field
  {
    .with {
      $0.name = name
      $0.jsonName = name
      $0.number = number
      $0.label = .optional
      $0.type = type
      if !typeName.isEmpty { $0.typeName = typeName }
    }
  }

  private static var imported: File {
    .with {
      $0.name = "a.proto"
      $0.package = "p"
      $0.syntax = "proto3"
      $0.messageType = [.with { $0.name = "Other" }]
    }
  }

  private static var file: File {
    .with {
      $0.name = "b.proto"
      $0.package = "p"
      $0.syntax = "proto3"
      $0.dependency = ["a.proto"]
      $0.messageType = [message, .with { $0.name = "Extended" }]
      $0.enumType = [
        .with {
          $0.name = "E"
          $0.value = [.with { $0.name = "E_ZERO" }]
          $0.reservedRange = [
            .with {
              $0.start = 7
              $0.end = 7
            }
          ]
        }
      ]
      var unit = field("unit", 1000, .string)
      unit.extendee = ".p.Extended"
      $0.extension = [unit]
      $0.service = [
        .with {
          $0.name = "S"
          $0.method = [
            .with {
              $0.name = "Call"
              $0.inputType = ".p.M"
              $0.outputType = ".p.Other"
            }
          ]
        }
      ]
    }
  }

  private static var message: Message {
    .with {
      $0.name = "M"
      var chosen = field("chosen", 3, .enum, ".p.E")
      chosen.oneofIndex = 0
      var explicit = field("explicit", 4, .int32)
      explicit.oneofIndex = 1
      explicit.proto3Optional = true
      var map = field("map", 5, .message, ".p.M.MapEntry")
      map.label = .repeated
      $0.field = [field("single", 1, .message, ".p.Other"), chosen, explicit, map]
      $0.oneofDecl = [.with { $0.name = "choice" }, .with { $0.name = "_explicit" }]
      $0.reservedRange = [
        .with {
          $0.start = 10
          $0.end = 12
        }
      ]
      $0.nestedType = [
        .with {
          $0.name = "MapEntry"
          $0.field = [field("key", 1, .string), field("value", 2, .message, ".p.Other")]
          $0.options.mapEntry = true
        }
      ]
    }
  }
}
