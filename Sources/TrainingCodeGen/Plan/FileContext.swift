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

  /// Where the declarations stand that are planned with this context, for the names of types in them.
  let scope: TypeScope

  /// The types that are reached by an alias, collected while the file is planned.
  let aliases: TypeAliases

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
    self.scope = .file
    self.aliases = TypeAliases(file, part: "messages")
  }

  /// The context of what is declared in `scope`.
  private init(_ context: FileContext, scope: TypeScope, aliases: TypeAliases) {
    self.file = context.file
    self.options = context.options
    self.style = context.style
    self.mappings = context.mappings
    self.namer = context.namer
    self.boxing = context.boxing
    self.requiredFields = context.requiredFields
    self.published = context.published
    self.declared = context.declared
    self.sources = context.sources
    self.scope = scope
    self.aliases = aliases
  }

  /// The context of what is declared inside `message`.
  func inside(_ message: Descriptor) -> FileContext {
    FileContext(self, scope: scope.inside(message, by: namer), aliases: aliases)
  }

  /// The context of the constants of extensions that are declared inside `message`.
  func inside(constantsIn message: Descriptor) -> FileContext {
    FileContext(
      self, scope: scope.inside(constantsOf: message.extensions, by: namer), aliases: aliases)
  }

  /// The context of what is declared inside an enum.
  var insideEnum: FileContext { FileContext(self, scope: scope.insideEnum, aliases: aliases) }

  /// The context of the stubs and guards.
  var insideStubs: FileContext {
    let stubs = StubNames(style.modules)
    return FileContext(
      self, scope: TypeScope(stubsOf: file.services, by: stubs),
      aliases: TypeAliases(file, part: "stubs", reportingTo: aliases))
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
