import SwiftProtobufPluginLibrary
import TrainingSchema

/// What every plan of one file is made with.
struct FileContext {
  let file: FileDescriptor
  let options: GeneratorOptions
  let style: FileStyle
  let mappings: ProtoFileToModuleMappings
  let namer: SwiftProtobufNamer
  let boxing: Boxing
  let requiredFields: RequiredFields
  let published: PublishedFiles
  let declared: DeclaredNames
  let sources: SourceInfos

  init(_ file: FileDescriptor, in request: PlanContext) {
    self.file = file
    self.options = request.schema.options
    self.style = FileStyle(request.schema.options, request.namesInSight(of: file))
    self.mappings = request.modules.mappings
    self.namer = request.namer(for: file)
    self.boxing = request.boxing
    self.requiredFields = request.requiredFields
    self.published = request.schema.published
    self.declared = request.declared
    self.sources = request.schema.sources
  }

  /// The attribute of enums whose users have to expect new cases (SE-0487).
  var openEnumAnnotation: String {
    switch options.enumGeneration {
    case .none: ""
    case .nonexhaustive: "@nonexhaustive "
    case .nonexhaustiveWarn: "@nonexhaustive(warn) "
    }
  }

  /// The module that has the Swift of `other`; `nil` when it is the one being generated into.
  func foreignModule(of other: FileDescriptor) -> String? {
    guard let module = mappings.moduleName(forFile: other) else { return nil }
    return module == namer.targetModule ? nil : module
  }
}
