import FixtureCases
import Foundation
import SwiftProtobufPluginLibrary
import Testing
import TrainingSchema

@testable import TrainingCodeGen

/// Protos as text, read by `protoc` and linked.
struct Protos {
  let request: Google_Protobuf_Compiler_CodeGeneratorRequest
  let schema: Schema
  let plans: PlanContext

  /// - Parameters:
  ///   - texts: the files by their names.
  ///   - parameter: the generator's options.
  init(_ texts: [String: String], _ parameter: String = "") throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("protos-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in texts {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let request = try ProtoFolder(folder: folder).request(
      for: texts.keys.sorted(), parameter: parameter)
    let linked = CheckedRequest.check(GeneratorRequest(request)).then(Schema.link)
    self.request = request
    self.schema = try #require(linked.value)
    self.plans = try PlanContext(schema)
  }

  /// One proto3 file, `a.proto`, without a package.
  init(_ body: String, _ parameter: String = "") throws {
    try self.init(["a.proto": "syntax = \"proto3\";\n\(body)"], parameter)
  }

  /// What the plans of a file are made with.
  func context(_ name: String = "a.proto") throws -> FileContext {
    FileContext(try #require(schema.files.first { $0.name == name }), in: plans)
  }

  /// A message at the top of any file.
  func message(_ name: String) throws -> Descriptor {
    try #require(schema.files.flatMap(\.messages).first { $0.name == name })
  }

  /// The plan of an enum at the top of a file.
  func enumPlan(_ name: String, in file: String = "a.proto") throws -> EnumPlan {
    let type = try #require(schema.files.flatMap(\.enums).first { $0.name == name })
    return EnumPlan(type, in: try context(file))
  }

  /// The plan of a message at the top of a file.
  func plan(_ name: String, in file: String = "a.proto") throws -> MessagePlan {
    MessagePlan(try message(name), in: try context(file))
  }
}
