import ProtoCompiler

/// Where a command finds protos: in its folders, then `training.proto`, which the program contains,
/// then in the first folder with protobuf's own protos.
struct ProtoSources {
  /// What the compiler asks for files.
  let resolver: ResolverChain

  private let known: WellKnownResolver
  private let target: String?

  /// What messages say about imports that are missing.
  var importAdvice: ImportAdvice {
    let known = known
    return ImportHints(hasWellKnown: { known.folder != nil }, target: target).advice
  }

  /// - Parameters:
  ///   - folders: the folders in the order in which they are searched.
  ///   - wellKnown: a folder with protobuf's own protos; `nil` to look for one when it is needed.
  ///   - target: the target that SwiftPM builds; `nil` if a person runs the program.
  init(_ folders: [String], wellKnown: String? = nil, target: String? = nil) {
    self.target = target
    known = WellKnownResolver(
      wellKnown.map { WellKnownFolder(path: $0, origin: "the package swift-protobuf") })
    resolver = ResolverChain([
      FolderResolver(folders), MemoryResolver([Contract.name: Contract.text]), known,
    ])
  }

  private init(_ resolver: ResolverChain, _ origin: ProtoSources) {
    self.resolver = resolver
    known = origin.known
    target = origin.target
  }

  /// These sources, after those of another resolver.
  func with(_ first: some Resolver) -> ProtoSources {
    ProtoSources(ResolverChain([first, resolver]), self)
  }

  /// The folder with protobuf's own protos, if there is one.
  var wellKnownFolders: [String] { known.places }

  /// Where each file was found, one on each line.
  func report(_ files: [CompiledFile]) -> String {
    let lines = files.map { "\($0.name): \($0.path ?? "in the program")\n" }
    return lines.joined() + wellKnownReport
  }

  private var wellKnownReport: String {
    guard let wellKnown = known.folder else {
      return "protobuf's own protos: none; install protoc, or name their folder with -I"
    }
    return "protobuf's own protos: \(wellKnown.path) (\(wellKnown.origin))"
  }
}

/// Finds protobuf's own protos.
private struct WellKnownResolver: Resolver {
  private let given: WellKnownFolder?

  init(_ folder: WellKnownFolder?) { given = folder }

  var folder: WellKnownFolder? { given ?? WellKnownFolder.nearest }

  var places: [String] { folder.map { [$0.path] } ?? [] }

  func find(_ name: String) throws(ResolverError) -> ResolvedFile? {
    try FolderResolver(places).find(name)
  }
}
