import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing
import TrainingProtos

@testable import TrainingSchema

/// Tests the example on the page "Adding a rule".
@Suite struct AddingARuleTests {
  @Test func exampleFindsItsFault() throws {
    let file = try #require(Self.descriptors(methods: ["with": "default", "without": nil]))
    #expect(
      NoDefaultModel.check(file, in: Publication(of: [file])).map(\.message) == [
        "without has no default_model_id; add one, or every call has to name a model"
      ])
  }

  /// A file with a service whose methods have these default models.
  private static func descriptors(methods: [String: String?]) -> FileDescriptor? {
    var file = Google_Protobuf_FileDescriptorProto()
    file.name = "a.proto"
    file.syntax = "proto3"
    var message = Google_Protobuf_DescriptorProto()
    message.name = "M"
    file.messageType = [message]
    var service = Google_Protobuf_ServiceDescriptorProto()
    service.name = "S"
    service.method = methods.sorted { $0.key < $1.key }.map { name, model in
      var method = Google_Protobuf_MethodDescriptorProto()
      method.name = name
      method.inputType = ".M"
      method.outputType = ".M"
      if let model { method.options.Training_defaultModelID = model }
      return method
    }
    file.service = [service]
    return DescriptorSet(protos: [file]).fileDescriptor(named: "a.proto")
  }
}
