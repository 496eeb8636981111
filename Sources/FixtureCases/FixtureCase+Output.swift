import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingCodeGen
import TrainingSchema

extension FixtureCase {
  /// What the generator makes of the case: the content of each file by its name. What it says
  /// becomes the file `diagnostics.txt`.
  public func output() throws -> [String: String] {
    let generator = Generator(try request())
    let said = generator.diagnostics.map { "\($0)\n" }.joined()
    var files = Dictionary(uniqueKeysWithValues: generator.files.map { ($0.name, $0.content) })
    if !said.isEmpty { files["diagnostics.txt"] = said }
    return files
  }

  private func request() throws -> Google_Protobuf_Compiler_CodeGeneratorRequest {
    let set = try Google_Protobuf_FileDescriptorSet(
      serializedBytes: descriptors(), extensions: Generator.extensions)
    var request = Google_Protobuf_Compiler_CodeGeneratorRequest()
    request.protoFile = set.file
    request.fileToGenerate = try protos()
    request.parameter = parameter
    return request
  }

  /// Has `protoc` read the protos.
  private func descriptors() throws -> Data {
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).binpb")
    defer { try? FileManager.default.removeItem(at: output) }
    let shipped = Self.root.appendingPathComponent("Sources/TrainingProtos/Protos").path
    try Protoc().run(
      [
        "-I\(folder.path)", "-I\(shipped)", "--include_imports", "--include_source_info",
        "--descriptor_set_out=\(output.path)",
      ] + protos())
    return try Data(contentsOf: output)
  }
}
