import SwiftProtobufPluginLibrary
import TrainingCodeGen
import TrainingSchema

enum TrainingCodeGenPage {
  static func run(_ request: Google_Protobuf_Compiler_CodeGeneratorRequest) {
    // EXAMPLE
  }
}
