import ArgumentParser
import Foundation
import ProtoCompiler
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingCodeGen
import TrainingSchema

/// The protos of a command, compiled with their imports.
struct CompiledProtos {
  let compilation: Compilation

  /// What the compiler found.
  let findings: [Finding]

  private let sources: ProtoSources
  private let texts: [String: [UInt8]]

  /// The paths of the files that are on disk, by their names.
  let paths: [String: String]

  /// Compiles protos.
  ///
  /// - Throws: ``InputFault``.
  init(_ files: [String], in folders: [String]) throws(InputFault) {
    let inputs = try InputFolders(files, in: folders)
    self.init(named: inputs.names, in: ProtoSources(inputs.folders))
  }

  /// Compiles protos.
  ///
  /// - Parameter names: the names by which the protos are imported.
  init(named names: [String], in sources: ProtoSources) {
    self.sources = sources
    var compiler = Compiler(sources.resolver)
    compiler.importAdvice = sources.importAdvice
    compilation = compiler.compile(names)
    texts = Dictionary(
      compilation.texts.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    paths = Dictionary(
      compilation.files.compactMap { file in file.path.map { (file.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    findings = HashComments(texts).explaining(compilation.diagnostics.map(Finding.init))
  }

  /// Whether the protos were refused.
  var isRefused: Bool { findings.contains(where: \.isError) }

  /// The path of a file on disk; `nil` if it isn't on disk.
  func path(of name: String) -> String? { paths[name] }

  /// The text of a file; `nil` if it isn't known.
  func text(of name: String) -> [UInt8]? { texts[name] }

  /// Where each import was found.
  var report: String { sources.report(compilation.files) }

  /// The request that `protoc` would send to the generator, and the texts of all files.
  ///
  /// - Parameters:
  ///   - parameter: the generator's options, separated by commas.
  ///   - names: the files to generate from; all that were asked for if it's `nil`.
  func request(_ parameter: String, for names: [String]? = nil) throws -> GeneratorRequest {
    let request = Google_Protobuf_Compiler_CodeGeneratorRequest.with {
      $0.fileToGenerate = names ?? compilation.requested
      $0.parameter = parameter
    }
    // Messages in binary format one after the other are one message.
    return try GeneratorRequest(
      serializedBytes: request.serializedData() + compilation.pluginFileBytes(),
      extensions: Generator.extensions, texts: SourceTexts(texts))
  }
}

extension CompiledProtos {
  /// Generates files. Prints what the rules find.
  ///
  /// - Throws: `ExitCode(1)` if a rule refuses the protos, and what `output` throws.
  func generate(_ parameter: String, to output: (GeneratedFile) throws -> Void) throws {
    let found = try Generator.run(request(parameter), to: output).map(Finding.init)
    show(found)
    if found.contains(where: \.isError) { throw ExitCode(1) }
  }

  /// What the rules find, if the compiler found no error.
  func ruleFindings(_ parameter: String) throws -> [Finding] {
    guard !isRefused else { return [] }
    return try Generator.run(request(parameter)) { _ in }.map(Finding.init)
  }

  /// Prints findings to standard error.
  func show(_ findings: [Finding]) {
    FileHandle.standardError.write(Data(textReport(findings).description.utf8))
  }

  /// Findings for people.
  func textReport(_ findings: [Finding]) -> TextReport {
    TextReport(findings, text: text, paths: paths)
  }
}
