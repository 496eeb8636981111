import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// The places where the protos of a request declare Swift types whose names could be ambiguous:
/// names that begin like library names, names of types in other modules, names of modules, and
/// `Error`.
///
/// One instance serves all files of a request.
final class DeclaredNames {
  /// A declaration.
  private struct Place {
    let file: FileDescriptor

    /// The module that contains the file's Swift; `nil` if the mappings don't name one.
    let module: String?
    let isNested: Bool
  }

  private let places: [String: [Place]]
  private let libraryNames: [String]

  init(_ files: [FileDescriptor], in mappings: ProtoFileToModuleMappings, stubs: StubNames) {
    let namer = SwiftProtobufNamer()
    let modules = files.compactMap { mappings.moduleName(forFile: $0) }
    let inOtherModules = files.filter { mappings.moduleName(forFile: $0) != nil }
      .flatMap { $0.topLevelNames(by: namer, stubs) }
    let wanted = Set(inOtherModules).union(modules + ["Error"])
    var places: [String: [Place]] = [:]
    for file in files {
      let module = mappings.moduleName(forFile: file)
      func add(_ names: [String], isNested: Bool) {
        for name in names where wanted.contains(name) || NamesInSight.tellsLibrary(name) {
          places[name, default: []].append(Place(file: file, module: module, isNested: isNested))
        }
      }
      add(file.topLevelNames(by: namer, stubs), isNested: false)
      add(file.messages.flatMap { $0.nestedNames(by: namer) }, isNested: true)
    }
    self.places = places
    self.libraryNames = places.keys.filter(NamesInSight.tellsLibrary)
  }

  /// The names in sight of `file` that begin like library names.
  func libraryNames(inSightOf file: FileDescriptor, module: String?) -> Set<String> {
    guard !libraryNames.isEmpty else { return [] }
    let imported = imports(of: file)
    return Set(libraryNames.filter { !inSight($0, of: imported, module).isEmpty })
  }

  /// Whether a second type in sight of `file` has the name of a type in another module.
  func isAmbiguous(_ name: String, inSightOf file: FileDescriptor, module: String?) -> Bool {
    guard let places = places[name], places.count > 1 else { return false }
    return inSight(name, of: imports(of: file), module).count > 1
  }

  /// Whether a type at the top of a file in sight of `file` has a name.
  func isTopLevel(_ name: String, inSightOf file: FileDescriptor, module: String?) -> Bool {
    guard let places = places[name], places.contains(where: { !$0.isNested }) else { return false }
    return inSight(name, of: imports(of: file), module).contains { !$0.isNested }
  }

  private func imports(of file: FileDescriptor) -> Set<ObjectIdentifier> {
    Set(file.withImports.map { ObjectIdentifier($0) })
  }

  /// The declarations of `name` that a file in `module` can see: declarations at any depth in the
  /// file and its imports, and top-level declarations in the same module.
  private func inSight(
    _ name: String, of imported: Set<ObjectIdentifier>, _ module: String?
  ) -> [Place] {
    places[name, default: []].filter { place in
      imported.contains(ObjectIdentifier(place.file)) || (!place.isNested && place.module == module)
    }
  }
}

extension FileDescriptor {
  fileprivate func topLevelNames(
    by namer: SwiftProtobufNamer, _ stubs: StubNames
  ) -> [String] {
    messages.map { namer.relativeName(message: $0) } + enums.map { namer.relativeName(enum: $0) }
      + services.map { stubs.type(of: $0, prefix: namer.typePrefix(forFile: self)) }
  }
}

extension Descriptor {
  /// The names of the types inside the message, at any depth.
  fileprivate func nestedNames(by namer: SwiftProtobufNamer) -> [String] {
    let types = messages.filter { !$0.options.mapEntry }
    let names =
      types.map { namer.relativeName(message: $0) } + types.flatMap { $0.nestedNames(by: namer) }
    return names + enums.map { namer.relativeName(enum: $0) }
      + oneofs.map { namer.relativeName(oneof: $0) }
  }
}
