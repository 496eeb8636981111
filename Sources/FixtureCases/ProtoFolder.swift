public import Foundation
import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingCodeGen

/// A folder with protos that can be turned into a request for the generator.
public struct ProtoFolder {
  let folder: URL

  public init(folder: URL) {
    self.folder = folder
  }

  /// The names of all protos in the folder and its subfolders, sorted.
  public func protos() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".proto") }.sorted()
  }

  /// Makes the request that `protoc` would send to the generator.
  ///
  /// - Parameters:
  ///   - protos: the files to generate from.
  ///   - parameter: the plugin's options.
  public func request(
    for protos: [String], parameter: String = ""
  ) throws -> Google_Protobuf_Compiler_CodeGeneratorRequest {
    let set = try Google_Protobuf_FileDescriptorSet(
      serializedBytes: descriptors(of: protos), extensions: Generator.extensions)
    var request = Google_Protobuf_Compiler_CodeGeneratorRequest()
    request.protoFile = set.file
    request.fileToGenerate = protos
    request.parameter = parameter
    return request
  }

  /// Runs `protoc` to get the descriptors of protos.
  private func descriptors(of protos: [String]) throws -> Data {
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).binpb")
    defer { try? FileManager.default.removeItem(at: output) }
    let shipped = FixtureCase.root.appendingPathComponent("Sources/TrainingProtos")
    try Protoc(reading: protos.map(folder.appendingPathComponent)).run(
      [
        "-I\(folder.path)", "-I\(shipped.path)/Protos", "-I\(shipped.path)", "--include_imports",
        "--include_source_info", "--descriptor_set_out=\(output.path)",
      ] + protos)
    return try Data(contentsOf: output)
  }
}
