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
  let requiredFields: Containment
  let extensionFields: Containment
  let published: PublishedFiles
  let declared: DeclaredNames
  let sources: SourceInfos

  /// Where the declarations stand that are planned with this context, for the names of types in them.
  private(set) var scope: TypeScope

  /// The types that are reached by an alias, collected while the file is planned.
  private(set) var aliases: TypeAliases

  init(_ file: FileDescriptor, in request: PlanContext) {
    self.file = file
    self.options = request.schema.options
    self.style = FileStyle(request.schema.options, request.namesInSight(of: file))
    self.mappings = request.modules.mappings
    self.namer = request.namer(for: file)
    self.boxing = request.boxing
    self.requiredFields = request.requiredFields
    self.extensionFields = request.extensionFields
    self.published = request.schema.published
    self.declared = request.declared
    self.sources = request.schema.sources
    self.scope = .file
    self.aliases = TypeAliases(file, part: "messages")
  }

  /// The context of what is declared in `scope`.
  private func inside(_ scope: TypeScope, _ aliases: TypeAliases? = nil) -> FileContext {
    var context = self
    context.scope = scope
    context.aliases = aliases ?? self.aliases
    return context
  }

  /// The context of what is declared inside `message`.
  func inside(_ message: Descriptor) -> FileContext {
    inside(scope.inside(message, by: namer))
  }

  /// The context of the constants of extensions that are declared inside `message`.
  func inside(constantsIn message: Descriptor) -> FileContext {
    inside(scope.inside(constantsOf: message.extensions, by: namer))
  }

  /// The context of what is declared inside an enum.
  var insideEnum: FileContext { inside(scope.insideEnum) }

  /// The context of the stubs and guards.
  var insideStubs: FileContext {
    let stubs = StubNames(style.modules)
    return inside(
      TypeScope(stubsOf: file.services, by: stubs),
      TypeAliases(file, part: "stubs", reportingTo: aliases))
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
