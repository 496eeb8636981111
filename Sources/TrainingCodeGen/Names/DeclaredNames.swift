import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Where the protos of a request declare Swift types whose names could be taken for other ones.
///
/// One of these serves all files of a request. It knows the names that begin like those of the
/// libraries, and the names of what is in other modules.
final class DeclaredNames {
  /// A declaration.
  private struct Place {
    let file: FileDescriptor

    /// The module that has the file's Swift; `nil` for the one that has no name in the mappings.
    let module: String?
    let isNested: Bool
  }

  private let places: [String: [Place]]
  private let libraryNames: [String]

  init(_ files: [FileDescriptor], in mappings: ProtoFileToModuleMappings) {
    let namer = SwiftProtobufNamer()
    let inOtherModules = files.filter { mappings.moduleName(forFile: $0) != nil }
      .flatMap { $0.topLevelNames(by: namer) }
    let wanted = Set(inOtherModules)
    var places: [String: [Place]] = [:]
    for file in files {
      let module = mappings.moduleName(forFile: file)
      func add(_ names: [String], isNested: Bool) {
        for name in names where wanted.contains(name) || NamesInSight.tellsLibrary(name) {
          places[name, default: []].append(Place(file: file, module: module, isNested: isNested))
        }
      }
      add(file.topLevelNames(by: namer), isNested: false)
      add(file.messages.flatMap { $0.nestedNames(by: namer) }, isNested: true)
    }
    self.places = places
    self.libraryNames = places.keys.filter(NamesInSight.tellsLibrary)
  }

  /// Which names that begin like a library's are declared in sight of `file`.
  func libraryNames(inSightOf file: FileDescriptor, module: String?) -> Set<String> {
    guard !libraryNames.isEmpty else { return [] }
    let imported = file.withImports
    return Set(libraryNames.filter { !inSight($0, of: imported, module).isEmpty })
  }

  /// Whether `name`, a type's in another module, is also that of something else in sight of `file`.
  func isAmbiguous(_ name: String, inSightOf file: FileDescriptor, module: String?) -> Bool {
    guard let places = places[name], places.count > 1 else { return false }
    return inSight(name, of: file.withImports, module).count > 1
  }

  /// The places that code in `module` sees from a file with such imports: at any depth what is
  /// imported, and at the top what is in the same module.
  private func inSight(
    _ name: String, of imported: Set<ObjectIdentifier>, _ module: String?
  ) -> [Place] {
    places[name, default: []].filter { place in
      imported.contains(ObjectIdentifier(place.file)) || (!place.isNested && place.module == module)
    }
  }
}

extension FileDescriptor {
  /// The file and all that it imports, directly or not.
  fileprivate var withImports: Set<ObjectIdentifier> {
    var pending = [self]
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    while let file = pending.popLast() {
      pending += file.dependencies.filter { seen.insert(ObjectIdentifier($0)).inserted }
    }
    return seen
  }

  fileprivate func topLevelNames(by namer: SwiftProtobufNamer) -> [String] {
    messages.map { namer.relativeName(message: $0) } + enums.map { namer.relativeName(enum: $0) }
      + services.map { namer.typePrefix(forFile: self) + $0.name }
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
