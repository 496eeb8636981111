import Foundation
import SwiftProtobuf
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct ReflectionTests {
  private typealias Request = Grpc_Reflection_V1_ServerReflectionRequest

  @Test func servicesAreListed() throws {
    let response = answer(.with { $0.listServices = "*" })
    #expect(response.listServicesResponse.service.map(\.name) == ["training.Model", "z.Other"])
  }

  /// Everything that a file declares leads to it, and what it imports comes along, once in a call.
  @Test(arguments: [
    "training.Model", "training.Model.create_model", "training.ModelID",
    "training.ModelID.model_id", "training.Status", "training.VALIDATING",
    "training.default_model_id",
  ])
  func symbolsLeadToTheirFile(_ symbol: String) throws {
    var sent: Set<String> = []
    let request = Request.with { $0.fileContainingSymbol = symbol }
    let service = try service()
    let files = try [1, 2].map { _ in
      try names(in: service.answer(to: request, sent: &sent))
    }
    #expect(files == [["training.proto", "google/protobuf/descriptor.proto"], ["training.proto"]])
  }

  @Test func filesAndExtensionsAreFound() throws {
    let file = answer(.with { $0.fileByFilename = "grpc/health/v1/health.proto" })
    #expect(try names(in: file) == ["grpc/health/v1/health.proto"])
    let numbers = answer(
      .with { $0.allExtensionNumbersOfType = "google.protobuf.MethodOptions" })
    #expect(numbers.allExtensionNumbersResponse.extensionNumber == Array(50001...50008))
    let none = answer(.with { $0.allExtensionNumbersOfType = "training.ModelID" })
    #expect(none.allExtensionNumbersResponse.baseTypeName == "training.ModelID")
    #expect(none.allExtensionNumbersResponse.extensionNumber == [])
    let found = answer(
      .with {
        $0.fileContainingExtension.containingType = "google.protobuf.MethodOptions"
        $0.fileContainingExtension.extensionNumber = 50001
      })
    #expect(try names(in: found).first == "training.proto")
  }

  @Test func unknownThingsAreNotFound() throws {
    for request in [
      Request.with { $0.fileByFilename = "z.proto" },
      .with { $0.fileContainingSymbol = "z.Other" },
      .with { $0.fileContainingExtension.containingType = "training.ModelID" },
      .with { $0.allExtensionNumbersOfType = "z.Message" },
    ] {
      let response = answer(request)
      #expect(response.errorResponse.errorCode == 5)
      #expect(response.originalRequest == request)
    }
    #expect(answer(Request()).errorResponse.errorCode == 3)
  }

  @Test func descriptorSetsHaveToBeComplete() throws {
    var other = Google_Protobuf_FileDescriptorProto()
    other.name = "other.proto"
    other.package = "z"
    other.service = [.with { $0.name = "Other" }]
    try withDescriptorSet([other]) { file in
      let index = try ServedDescriptors.index(with: file, describing: ["z.Other"])
      #expect(index.fileName(declaring: "z.Other") == "other.proto")
      expect("the service z.Missing is missing") {
        try ServedDescriptors.index(with: file, describing: ["z.Missing"])
      }
    }
    other.dependency = ["imported.proto"]
    try withDescriptorSet([other]) { file in
      expect("imported.proto, which other.proto imports, is missing") {
        try ServedDescriptors.index(with: file, describing: ["z.Other"])
      }
      try Data("text".utf8).write(to: file)
      expect(file.path) { try ServedDescriptors.index(with: file, describing: []) }
      try FileManager.default.removeItem(at: file)
      expect(file.path) { try ServedDescriptors.index(with: file, describing: []) }
    }
  }

  private func service() throws -> ReflectionService {
    ReflectionService(
      services: ["training.Model", "z.Other"],
      descriptors: try ServedDescriptors.index(with: nil, describing: []))
  }

  private func answer(_ request: Request) -> Grpc_Reflection_V1_ServerReflectionResponse {
    var sent: Set<String> = []
    guard let service = try? service() else { return .init() }
    return service.answer(to: request, sent: &sent)
  }

  private func names(
    in response: Grpc_Reflection_V1_ServerReflectionResponse
  ) throws -> [String] {
    try response.fileDescriptorResponse.fileDescriptorProto.map {
      try Google_Protobuf_FileDescriptorProto(serializedBytes: $0).name
    }
  }

  private func withDescriptorSet(
    _ files: [Google_Protobuf_FileDescriptorProto], _ body: (URL) throws -> Void
  ) throws {
    var set = Google_Protobuf_FileDescriptorSet()
    set.file = files
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("descriptors-\(UUID().uuidString)")
    try set.serializedData().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file)
  }

  private func expect(
    _ reason: String, location: SourceLocation = #_sourceLocation,
    _ body: () throws -> DescriptorIndex
  ) {
    let error = #expect(throws: ProviderError.self, sourceLocation: location) { _ = try body() }
    #expect(
      error?.message.contains(reason) == true, "\(error?.message ?? "")", sourceLocation: location)
  }
}
