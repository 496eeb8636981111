import FixtureCases
import Foundation
import SwiftProtobufPluginLibrary
import Testing
import TrainingSchema

@testable import TrainingCodeGen

/// Protos that a test contains as text, after `protoc` has parsed them and they have been linked.
struct Protos {
  let request: Google_Protobuf_Compiler_CodeGeneratorRequest
  let schema: Schema
  let plans: PlanContext

  /// Parses and links several files.
  ///
  /// - Parameters:
  ///   - texts: the text of each file, by the file's name.
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

  /// Parses and links one proto3 file, `a.proto`, without a package.
  init(_ body: String, _ parameter: String = "") throws {
    try self.init(["a.proto": "syntax = \"proto3\";\n\(body)"], parameter)
  }

  /// The context that the plans of a file need.
  func context(_ name: String = "a.proto") throws -> FileContext {
    FileContext(try #require(schema.files.first { $0.name == name }), in: plans)
  }

  /// The top-level message with this name, in any of the files.
  func message(_ name: String) throws -> Descriptor {
    try #require(schema.files.flatMap(\.messages).first { $0.name == name })
  }

  /// The plan of a top-level enum.
  func enumPlan(_ name: String, in file: String = "a.proto") throws -> EnumPlan {
    let type = try #require(schema.files.flatMap(\.enums).first { $0.name == name })
    return EnumPlan(type, in: try context(file))
  }

  /// The plan of a top-level message.
  func plan(_ name: String, in file: String = "a.proto") throws -> MessagePlan {
    MessagePlan(try message(name), in: try context(file))
  }
}
