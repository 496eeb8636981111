import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TestSupport
import Testing

/// training.proto defines the contract between the daemon and a provider, which must not change.
/// The tests compare descriptors, so comments and order don't matter.
@Suite struct ContractTests {
  @Test func packageAndImports() async throws {
    let file = try await Self.file()
    #expect(file.name == "training.proto")
    #expect(file.package == "training")
    #expect(file.syntax == "proto3")
    #expect(file.dependency == ["google/protobuf/descriptor.proto"])
  }

  @Test func service() async throws {
    let services = try await Self.file().service
    #expect(services.map(\.name) == ["Model"])
    let methods = services.flatMap(\.method).map { method in
      let input = Self.short(method.inputType)
      let stream = method.clientStreaming ? "stream " : ""
      let answer = method.serverStreaming ? "stream " : ""
      return "\(method.name)(\(stream)\(input)) \(answer)\(Self.short(method.outputType))"
    }
    #expect(
      methods.sorted() == [
        "create_model(NewModel) ModelID",
        "delete_model(ModelID) StatusResponse",
        "get_model_status(ModelID) StatusResponse",
        "train_model(ModelID) StatusResponse",
        "train_model_price(ModelID) PriceInBaseUnit",
        "upload_and_validate(stream UploadInput) StatusResponse",
        "validate_model(ValidateRequest) StatusResponse",
        "validate_model_price(ValidateRequest) PriceInBaseUnit",
      ])
  }

  @Test func messages() async throws {
    let messages = try await Self.file().messageType
    let lines = messages.flatMap { message in
      message.field.map { "\(message.name).\(Self.line($0))" }
    }
    #expect(lines.sorted() == Self.expectedFields.sorted())
    #expect(messages.allSatisfy { $0.nestedType.isEmpty && $0.oneofDecl.isEmpty })
  }

  @Test func statuses() async throws {
    let enums = try await Self.file().enumType
    #expect(enums.map(\.name) == ["Status"])
    #expect(
      enums.flatMap(\.value).map { "\($0.name)=\($0.number)" } == [
        "CREATED=0", "VALIDATING=1", "VALIDATED=2", "TRAINING=3", "READY_TO_USE=4", "ERRORED=5",
        "DELETED=6",
      ])
  }

  @Test func methodOptions() async throws {
    let extensions = try await Self.file().extension
    #expect(extensions.allSatisfy { $0.extendee == ".google.protobuf.MethodOptions" })
    #expect(
      extensions.map(Self.line).sorted() == [
        "dataset_description=50008 string", "dataset_files_type=50006 string",
        "dataset_max_count_files=50004 uint64", "dataset_max_size_mb=50003 uint64",
        "dataset_max_size_single_file_mb=50005 uint64", "dataset_type=50007 string",
        "default_model_id=50001 string", "max_models_per_user=50002 uint64",
      ])
  }

  private static let expectedFields =
    [
      "model_id=1 string", "status=2 Status", "created_date=3 string", "updated_date=4 string",
      "name=5 string", "description=6 string", "grpc_method_name=7 string",
      "grpc_service_name=8 string", "address_list=9 repeated string", "is_public=10 bool",
      "training_data_link=11 string", "created_by_address=12 string",
      "updated_by_address=13 string",
    ].map { "ModelResponse.\($0)" }
    + [
      "name=1 string", "description=2 string", "grpc_method_name=3 string",
      "grpc_service_name=4 string", "address_list=5 repeated string", "is_public=6 bool",
      "organization_id=7 string", "service_id=8 string", "group_id=9 string",
    ].map { "NewModel.\($0)" }
    + [
      "model_id=1 string", "data=2 bytes", "file_name=3 string", "file_size=4 uint64",
      "batch_size=5 uint64", "batch_number=6 uint64", "batch_count=7 uint64",
    ].map { "UploadInput.\($0)" }
    + ["model_id=2 string", "training_data_link=3 string"].map { "ValidateRequest.\($0)" }
    + ["ModelID.model_id=1 string", "PriceInBaseUnit.price=1 uint64"]
    + ["StatusResponse.status=1 Status"]

  private static func line(_ field: Google_Protobuf_FieldDescriptorProto) -> String {
    let label = field.label == .repeated ? "repeated " : ""
    let optional = field.proto3Optional ? "optional " : ""
    return "\(field.name)=\(field.number) \(label)\(optional)\(type(field))"
  }

  private static func type(_ field: Google_Protobuf_FieldDescriptorProto) -> String {
    switch field.type {
    case .string: "string"
    case .bytes: "bytes"
    case .bool: "bool"
    case .uint64: "uint64"
    case .enum, .message: short(field.typeName)
    default: "\(field.type)"
    }
  }

  /// The name of a type without its package, which has to be `training`.
  private static func short(_ name: String) -> String {
    name.hasPrefix(".training.") ? String(name.dropFirst(10)) : name
  }

  /// The descriptor of the shipped file.
  private static func file() async throws -> Google_Protobuf_FileDescriptorProto {
    try await withTemporaryDirectory { directory in
      let output = directory.appendingPathComponent("set")
      let outcome = try await Command(
        ProcessInfo.processInfo.environment["PROTOC_PATH"] ?? "protoc",
        [
          "-I\(Repository.file("Sources/TrainingProtos/Protos").path)",
          "--descriptor_set_out=\(output.path)", "training.proto",
        ]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let set = try Google_Protobuf_FileDescriptorSet(
        serializedBytes: try Data(contentsOf: output))
      return try #require(set.file.first)
    }
  }
}
