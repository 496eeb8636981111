import ArgumentParser
import Foundation
import GeneratorCommands
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingCodeGen
import TrainingManifest
import TrainingSchema

/// The plugin as a program: a request on standard input, the response on standard output.
@main
struct ProtocGenSwiftTraining: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protoc-gen-swift-training",
    abstract: "Generates Swift for services of trainable models. protoc runs it.",
    discussion: """
      protoc -I. --swift-training_out=Sources/App service.proto
      protoc -I. --swift-training_out=Visibility=Public,Client=false:Sources/App service.proto

      For service.proto it writes service.pb.swift (messages) and, if there is anything to write, \
      service.grpc.swift (stubs), service.training.swift (guards) and service.training.json \
      (the manifest). Options are Name=value, separated by commas:

      \(OptionHelp.text)

      With a subcommand, the program compiles protos by itself, without protoc.
      """,
    version: ToolchainVersion.current, subcommands: CommandList.all)

  static func main() {
    do {
      main(try ProgramArguments.current())
    } catch {
      exit(withError: error)
    }
  }

  @Flag(help: "Show the rules that protos are held against.")
  var rules = false

  func run() throws {
    if rules { return print(RuleHelp.text) }
    let input = FileHandle.standardInput
    guard isatty(input.fileDescriptor) == 0 else {
      throw CleanExit.helpRequest()
    }
    let bytes = input.readDataToEndOfFile()
    let output = FileHandle.standardOutput
    guard let request = try Self.request(bytes) else {
      let fault = InvalidText.fault(in: bytes, extensions: Generator.extensions)
      let refusal = fault.flatMap { [$0].refusal } ?? Self.unreadable
      try output.write(contentsOf: Generator.capabilities.serializedData())
      return try output.write(contentsOf: refusal.serializedData())
    }
    // Encoded messages one after the other are one message, so each file is encoded by itself.
    let spool = ResponseSpool()
    let diagnostics = try Generator.run(request) { file in
      try spool.append(file.response.serializedData())
    }
    FileHandle.standardError.write(Data(diagnostics.warnings.utf8))
    try output.write(contentsOf: Generator.capabilities.serializedData())
    if let refusal = diagnostics.refusal {
      try output.write(contentsOf: refusal.serializedData())
    } else {
      try spool.forEachPiece { try output.write(contentsOf: $0) }
    }
  }

  /// Decodes the request; `nil` if there is text in it that isn't UTF-8.
  private static func request(_ bytes: Data) throws -> GeneratorRequest? {
    do {
      return try GeneratorRequest(serializedBytes: bytes, extensions: Generator.extensions)
    } catch BinaryDecodingError.invalidUTF8 {
      return nil
    } catch {
      throw ValidationError("standard input isn't a request of protoc; see --help")
    }
  }

  /// What is answered if the text that isn't UTF-8 is outside of descriptors.
  private static var unreadable: Google_Protobuf_Compiler_CodeGeneratorResponse {
    var response = Google_Protobuf_Compiler_CodeGeneratorResponse()
    response.error = "the request has text that isn't UTF-8"
    return response
  }
}
