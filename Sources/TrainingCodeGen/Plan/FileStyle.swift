import TrainingSchema

/// What all declarations of a file have in common.
struct FileStyle: Hashable {
  /// The access modifier.
  let access: String

  /// The modules that declarations name.
  let modules: ModuleNames

  init(_ options: GeneratorOptions, _ inSight: NamesInSight) {
    self.access = options.visibility.modifier
    self.modules = ModuleNames(options, inSight)
  }
}
