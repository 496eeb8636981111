import GRPCCodeGen
public import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingManifest
public import TrainingSchema

/// From a request of `protoc` to the files that answer it.
///
/// `CodeGeneratorRequest` → options and descriptors, held against the rules → a plan for each file
/// → the files → `CodeGeneratorResponse`. Any error leaves the response without files.
public struct Generator {
  /// Everything that was found wrong, errors and warnings.
  public private(set) var diagnostics: [Diagnostic] = []

  /// The files, none of them if there is any error.
  public private(set) var files: [GeneratedFile] = []

  /// Runs the generator.
  ///
  /// - Parameter request: decoded with ``extensions``, or the training options are not seen.
  public init(_ request: Google_Protobuf_Compiler_CodeGeneratorRequest) {
    let (options, faults) = GeneratorOptions.parse(request.parameter)
    diagnostics = faults + Editions.check(request.protoFile)
    let unlinked = RequestCheck.check(request)
    diagnostics += unlinked
    guard !diagnostics.contains(where: { $0.ruleID == Editions.ruleID }), unlinked.isEmpty else {
      return
    }
    let set = DescriptorSet(protos: request.protoFile)
    let requested = request.fileToGenerate.compactMap { set.fileDescriptor(named: $0) }
    let chosen = requested.filter { options.shippedProtos || !ShippedProto.isShipped($0) }
    diagnostics += Rules.check(chosen, options)
    guard !hasErrors else { return }
    attempt { (generator) throws(Diagnostic) in
      let modules = try ModuleMap(options: options, files: set.files)
      for file in chosen {
        let context = FileContext(file: file, options: options, modules: modules)
        generator.attempt { (generator) throws(Diagnostic) in try generator.add(context) }
      }
      if options.manifest == .merged {
        generator.files += try Self.manifest(of: chosen, OutputName.mergedManifest, options)
      }
    }
    if hasErrors { files = [] }
  }

  /// What a request has to be decoded with.
  public static var extensions: any ExtensionMap {
    TrainingOptions.extensions.union([JSONName.option])
  }

  private var hasErrors: Bool {
    diagnostics.contains { $0.severity == .error }
  }

  /// Goes on after a fault, so that all are reported.
  private mutating func attempt(_ step: (inout Self) throws(Diagnostic) -> Void) {
    do throws(Diagnostic) {
      try step(&self)
    } catch {
      diagnostics.append(error)
    }
  }

  /// The manifest of some protos; none without training methods, unless empty files are wanted.
  private static func manifest(
    of protos: [FileDescriptor], _ name: String, _ options: GeneratorOptions
  ) throws(Diagnostic) -> [GeneratedFile] {
    let manifest = Manifest(protos)
    guard !manifest.methods.isEmpty || options.emptyFiles else { return [] }
    do {
      return [try GeneratedFile(name: name, manifest)]
    } catch {
      throw Diagnostic(
        .error, ruleID: "manifest", at: nil, "the manifest cannot be written: \(error)")
    }
  }

  private func manifest(of context: FileContext) throws(Diagnostic) -> [GeneratedFile] {
    guard context.options.manifest == .perFile else { return [] }
    let name = OutputName(proto: context.file.name, naming: context.options.fileNaming).manifest
    return try Self.manifest(of: [context.file], name, context.options)
  }

  private mutating func add(_ context: FileContext) throws(Diagnostic) {
    do {
      let swift = context.options.swift ? try FilePlan(context).files() : []
      for file in try swift + manifest(of: context) { try add(file, from: context.file) }
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      let place = context.file.services.first.map { SourcePlace(of: $0) }
      throw Diagnostic(
        .error, ruleID: "stub-names", at: (place ?? SourcePlace(of: context.file)).location,
        "stubs cannot be generated: \(error)")
    }
  }

  private mutating func add(_ file: GeneratedFile, from proto: FileDescriptor) throws {
    guard !files.contains(where: { $0.name == file.name }) else {
      throw Diagnostic(
        .error, ruleID: "output-name", at: SourcePlace(of: proto).location,
        "another proto is generated to \(file.name) as well; "
          + "choose FileNaming=FullPath or FileNaming=PathToUnderscores")
    }
    files.append(file)
  }
}
