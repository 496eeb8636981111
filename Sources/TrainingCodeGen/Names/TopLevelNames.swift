import SwiftProtobufPluginLibrary
import TrainingSchema

/// The names that generated files declare at the top of one module, and those of constants that stand
/// for whole files. No two files may declare the same.
struct TopLevelNames {
  /// A declaration and the name that it gets in Swift.
  private struct Name {
    let swiftName: String
    let protoName: String
    let file: FileDescriptor
    let place: SourcePlace
  }

  private let context: PlanContext

  private init(_ context: PlanContext) {
    self.context = context
  }

  /// Finds the declarations of files to generate whose names another declaration in their module has.
  static func clashes(in context: PlanContext) -> [Diagnostic] {
    guard context.schema.options.swift else { return [] }
    return TopLevelNames(context).clashes
  }

  private var clashes: [Diagnostic] {
    let schema = context.schema
    let modules = Dictionary(grouping: schema.files) {
      context.modules.mappings.moduleName(forFile: $0) ?? ""
    }
    let chosen = Set(schema.chosen.map(\.name))
    return modules.sorted { $0.key < $1.key }.flatMap { _, files in
      files.flatMap(names).clashes(by: \.swiftName).filter { name, other in
        chosen.contains(name.file.name) || chosen.contains(other.file.name)
      }.map(diagnostic)
    }
  }

  private func diagnostic(_ name: Name, _ other: Name) -> Diagnostic {
    Diagnostic(
      .error, ruleID: SwiftName.summary.id, at: name.place.location(in: context.schema.sources),
      "\(name.protoName) and \(other.protoName) in \(other.file.name) have the same Swift name, "
        + "\(name.swiftName); rename one of them, or set option swift_prefix in one of the files")
  }

  private func names(in file: FileDescriptor) -> [Name] {
    let namer = context.namer(for: file)
    let prefix = namer.typePrefix(forFile: file)
    func name(_ swiftName: String, _ protoName: String, _ place: SourcePlace) -> Name {
      Name(swiftName: swiftName, protoName: protoName, file: file, place: place)
    }
    let types =
      file.messages.map { name(namer.relativeName(message: $0), $0.fullName, SourcePlace(of: $0)) }
      + file.enums.map { name(namer.relativeName(enum: $0), $0.fullName, SourcePlace(of: $0)) }
    let constants = file.extensions.map {
      name(namer.relativeName(extensionField: $0), $0.fullName, SourcePlace(of: $0))
    }
    let stubs = StubNames(context.moduleNames)
    let services = file.services.map {
      name(stubs.type(of: $0, prefix: prefix), $0.fullName, SourcePlace(of: $0))
    }
    let whole = FileConstantName(file, prefix: TypePrefix(prefix))
    let map =
      file.allExtensions.isEmpty
      ? nil : name(whole.upperCamelCase + "_Extensions", "the extensions", SourcePlace(of: file))
    // A member of the manifest's type clashes with none of the others: its name has a dot.
    let manifest =
      file.trainingMethods.isEmpty
      ? nil : name("Manifest." + whole.manifestMember, "the manifest", SourcePlace(of: file))
    return types + constants + services + [map, manifest].compactMap { $0 }
  }
}
