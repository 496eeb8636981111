import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// Which module has the Swift of which proto.
struct ModuleMap {
  let mappings: ProtoFileToModuleMappings

  /// Reads the user's mappings, if there are any, and adds those that are known without them, and
  /// `training.proto`, whose Swift is shipped under whatever path a user imports it.
  ///
  /// - Parameter known: modules by the names of protos.
  /// - Throws: a ``Diagnostic`` when the file cannot be read or contradicts itself.
  init(
    options: GeneratorOptions, known: [String: String] = [:], files: [FileDescriptor]
  ) throws(Diagnostic) {
    var proto = try Self.read(options.moduleMappings)
    for (module, files) in Dictionary(grouping: known.keys, by: { known[$0] ?? "" }) {
      proto.mapping.append(
        .with {
          $0.moduleName = module
          $0.protoFilePath = files
        })
    }
    for file in files where file.isTrainingContract {
      var mapping = SwiftProtobuf_GenSwift_ModuleMappings.Entry()
      mapping.moduleName = ModuleNames.messagesOfTheContract
      mapping.protoFilePath = [file.name]
      proto.mapping.append(mapping)
    }
    do {
      self.mappings = try ProtoFileToModuleMappings(
        moduleMappingsProto: proto, swiftProtobufModuleName: options.swiftProtobufModule)
    } catch let fault as ProtoFileToModuleMappings.LoadError {
      throw Self.diagnostic(fault.text)
    } catch {
      throw Self.diagnostic("its entries contradict each other")
    }
  }

  private static func read(
    _ path: String?
  ) throws(Diagnostic) -> SwiftProtobuf_GenSwift_ModuleMappings {
    guard let path else { return SwiftProtobuf_GenSwift_ModuleMappings() }
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw diagnostic("\(path) can't be read: \(error.localizedDescription)")
    }
    do {
      return try SwiftProtobuf_GenSwift_ModuleMappings(textFormatString: text)
    } catch {
      throw diagnostic("\(path) isn't a list of mappings in protobuf's text format")
    }
  }

  private static func diagnostic(_ reason: String) -> Diagnostic {
    Diagnostic(
      .error, ruleID: "module-mappings", at: nil,
      "ProtoPathModuleMappings can't be used: \(reason); "
        + "the file holds entries like: mapping { module_name: \"M\" proto_file_path: \"a.proto\" }"
    )
  }
}

extension ProtoFileToModuleMappings.LoadError {
  /// What is wrong with the mappings, as a part of a sentence.
  fileprivate var text: String {
    switch self {
    case .failToOpen(let path): "\(path) can't be read"
    case .entryMissingModuleName(let index): "entry \(index + 1) has no module_name"
    case .entryHasNoProtoPaths(let index): "entry \(index + 1) has no proto_file_path"
    case .duplicateProtoPathMapping(let path, let first, let second):
      "\(path) is in two modules, \(first) and \(second)"
    }
  }
}
