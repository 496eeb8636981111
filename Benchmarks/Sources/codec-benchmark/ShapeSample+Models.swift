import Foundation
import PeerMessages
import SwiftProtobuf

// What is sent to models, and what they answer.
extension ShapeSample {
  static func embedding() throws -> [UInt8] {
    var random = Random(seed: 50)
    return try Shapes_Embedding.with {
      $0.values = (0..<768).map { _ in Float(random.below(1 << 20)) / Float(1 << 19) - 1 }
    }
    .serializedBytes()
  }

  static func conversation() throws -> [UInt8] {
    var random = Random(seed: 51)
    return try Shapes_Conversation.with {
      $0.model = "b36e50bc-56ee-46c4-92ed-dba89a8da494"
      $0.turns = (0..<12).map { index in
        .with {
          $0.role = index % 2 == 0 ? "user" : "assistant"
          $0.content = random.text(50 + random.below(600), of: .latin + ["ä", "語"])
          $0.id = "turn-\(index)"
        }
      }
      $0.temperature = 0.5
      $0.maxTokens = 1024
      $0.stop = ["\n\n", "END"]
      $0.stream = true
    }
    .serializedBytes()
  }

  /// Returns an image for a model.
  static func tensor() throws -> [UInt8] {
    var random = Random(seed: 52)
    return try Shapes_Tensor.with {
      $0.name = "input"
      $0.type = "uint8"
      $0.shape = [1, 3, 64, 64]
      $0.contents = Data(random.bytes(3 * 64 * 64))
    }
    .serializedBytes()
  }

  static func document() throws -> [UInt8] {
    var random = Random(seed: 53)
    return try Shapes_Document.with { $0.fields = structure(2, &random) }.serializedBytes()
  }

  private static func structure(
    _ levels: Int, _ random: inout Random
  ) -> Google_Protobuf_Struct {
    var structure = Google_Protobuf_Struct()
    for index in 0..<6 {
      structure.fields["field \(index)"] = value(index, levels, &random)
    }
    return structure
  }

  private static func value(
    _ index: Int, _ levels: Int, _ random: inout Random
  ) -> Google_Protobuf_Value {
    switch index {
    case 0: .init(numberValue: random.double())
    case 1: .init(stringValue: random.text(5 + random.below(25)))
    case 2: .init(boolValue: true)
    case 3 where levels > 0: .init(structValue: structure(levels - 1, &random))
    case 4 where levels > 0:
      .init(listValue: .init(values: (0..<8).map { _ in .init(numberValue: random.double()) }))
    default: .init(stringValue: random.text(8))
    }
  }
}
