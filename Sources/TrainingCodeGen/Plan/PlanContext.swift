import SwiftProtobufPluginLibrary
import TrainingSchema

/// What the plans of all files of a request are made with, so that nothing is found out twice.
final class PlanContext {
  let schema: Schema
  let modules: ModuleMap
  let boxing: Boxing
  let requiredFields = Containment.requiredFields
  let extensionFields = Containment.extensionFields

  /// The declarations in the protos of the request, collected on first use.
  private(set) lazy var declared = DeclaredNames(
    schema.files, in: modules.mappings, stubs: StubNames(moduleNames))

  /// One for each module that is generated into; it remembers the names that it makes.
  private var namers: [String: SwiftProtobufNamer] = [:]

  /// - Throws: a ``Diagnostic`` when the user's module mappings cannot be used.
  init(_ schema: Schema) throws(Diagnostic) {
    self.schema = schema
    self.boxing = Boxing(extensionsIn: schema.files)
    self.modules = try ModuleMap(
      options: schema.options, known: schema.modules, files: schema.files)
  }

  /// The names of modules, for code that has none in sight that could be confused.
  var moduleNames: ModuleNames {
    ModuleNames(schema.options, NamesInSight(allowsBareNames: true, taken: []))
  }

  /// The library names that `file` writes without their module.
  func namesInSight(of file: FileDescriptor) -> NamesInSight {
    NamesInSight(
      allowsBareNames: !namer(for: file).typePrefix(forFile: file).isEmpty,
      taken: declared.libraryNames(
        inSightOf: file, module: modules.mappings.moduleName(forFile: file)))
  }

  /// Names declarations as code in the module of `file` sees them.
  func namer(for file: FileDescriptor) -> SwiftProtobufNamer {
    let module = modules.mappings.moduleName(forFile: file) ?? ""
    if let known = namers[module] { return known }
    let namer = SwiftProtobufNamer(
      currentFile: file, protoFileToModuleMappings: modules.mappings)
    namers[module] = namer
    return namer
  }
}
