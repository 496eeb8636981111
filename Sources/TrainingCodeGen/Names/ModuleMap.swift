import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// Which module has the Swift of which proto.
struct ModuleMap {
  let mappings: ProtoFileToModuleMappings

  /// Reads the user's mappings, if there are any, and adds `training.proto`, whose Swift is shipped under
  /// whatever path a user imports it.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read or contradicts itself.
  init(options: GeneratorOptions, files: [FileDescriptor]) throws(Diagnostic) {
    var proto = try Self.read(options.moduleMappings)
    for file in files where file.isTrainingContract {
      var mapping = SwiftProtobuf_GenSwift_ModuleMappings.Entry()
      mapping.moduleName = ModuleNames.messagesOfTheContract
      mapping.protoFilePath = [file.name]
      proto.mapping.append(mapping)
    }
    self.mappings = try Self.checked {
      try ProtoFileToModuleMappings(
        moduleMappingsProto: proto, swiftProtobufModuleName: options.swiftProtobufModule)
    }
  }

  private static func read(
    _ path: String?
  ) throws(Diagnostic) -> SwiftProtobuf_GenSwift_ModuleMappings {
    guard let path else { return SwiftProtobuf_GenSwift_ModuleMappings() }
    return try checked {
      try SwiftProtobuf_GenSwift_ModuleMappings(
        textFormatString: String(contentsOfFile: path, encoding: .utf8))
    }
  }

  private static func checked<Value>(_ read: () throws -> Value) throws(Diagnostic) -> Value {
    do {
      return try read()
    } catch {
      throw Diagnostic(
        .error, ruleID: "module-mappings", at: nil,
        "ProtoPathModuleMappings cannot be used: \(error); "
          + "the file holds entries like: mapping { module_name: \"M\" proto_file_path: \"a.proto\" }"
      )
    }
  }
}
