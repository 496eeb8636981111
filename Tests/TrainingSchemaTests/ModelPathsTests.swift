import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing

@testable import TrainingSchema

@Suite struct ModelPathsTests {
  /// The paths equal those that a search from each message finds.
  @Test(arguments: 0..<40)
  func pathsAreTheNearest(_ seed: UInt64) throws {
    let files = DescriptorSet(protos: Self.protos(seed: seed)).files
    let paths = ModelPaths(files)
    let messages = files.flatMap(\.messages).filter { $0.fullName != "training.ModelID" }
    for message in messages {
      #expect(paths.path(from: message) == Self.walk(from: message), "\(message.fullName)")
    }
  }

  /// Messages that randomly refer to each other, some of them to a model.
  private static func protos(seed: UInt64) -> [Google_Protobuf_FileDescriptorProto] {
    var random = Numbers(state: seed &+ 1)
    let contract = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "training.proto"
      $0.package = "training"
      $0.syntax = "proto3"
      $0.messageType = [.with { $0.name = "ModelID" }]
    }
    let count = 12
    let file = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "a.proto"
      $0.syntax = "proto3"
      $0.dependency = ["training.proto"]
      $0.messageType = (0..<count).map { number in
        .with {
          $0.name = "M\(number)"
          $0.field = (1...3).map { index in
            let target = random.next(below: count + 1)
            let isModel = target == count && random.next(below: 3) == 0
            return field(index, isModel ? ".training.ModelID" : ".M\(target % count)")
          }
        }
      }
    }
    return [contract, file]
  }

  private static func field(_ number: Int, _ type: String) -> Google_Protobuf_FieldDescriptorProto {
    .with {
      $0.name = "f\(number)"
      $0.jsonName = "f\(number)"
      $0.number = Int32(number)
      $0.type = .message
      $0.typeName = type
      $0.label = number == 2 ? .repeated : .optional
    }
  }

  /// Searches the message's own fields first, then those of its fields' messages, and so on.
  private static func walk(from message: Descriptor) -> String? {
    var seen: Set<String> = []
    var pending = [(path: "", message: message)]
    while !pending.isEmpty {
      let (path, message) = pending.removeFirst()
      guard seen.insert(message.fullName).inserted else { continue }
      for field in message.fields {
        guard let type = field.messageType else { continue }
        if type.fullName == "training.ModelID" { return path + field.name }
        pending.append((path + field.name + ".", type))
      }
    }
    return nil
  }
}

/// Pseudorandom numbers that are determined by the seed.
private struct Numbers {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
