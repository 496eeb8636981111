import Foundation
import ProtoCompiler

/// Where a command finds protos: in its folders, then `training.proto`, which the program contains,
/// then in the first folder with protobuf's own protos.
struct ProtoSources {
  /// What the compiler asks for files.
  let resolver: ResolverChain

  private let wellKnown: WellKnownFolder?

  /// What messages say about imports that are missing.
  var importAdvice: ImportAdvice { ImportHints(hasWellKnown: wellKnown != nil).advice }

  /// - Parameters:
  ///   - folders: the folders in the order in which they are searched.
  ///   - known: a folder with protobuf's own protos; `nil` to look for one.
  init(_ folders: [String], wellKnown known: String? = nil) {
    wellKnown =
      known.map { WellKnownFolder(path: $0, origin: "the package swift-protobuf") }
      ?? WellKnownFolder.candidates(
        program: CommandLine.arguments.first ?? "",
        environment: ProcessInfo.processInfo.environment,
        currentFolder: FileManager.default.currentDirectoryPath
      ).first
    resolver = ResolverChain([
      FolderResolver(folders), MemoryResolver([Contract.name: Contract.text]),
      FolderResolver(wellKnown.map { [$0.path] } ?? []),
    ])
  }

  private init(_ resolver: ResolverChain, _ wellKnown: WellKnownFolder?) {
    self.resolver = resolver
    self.wellKnown = wellKnown
  }

  /// These sources, after those of another resolver.
  func with(_ first: some Resolver) -> ProtoSources {
    ProtoSources(ResolverChain([first, resolver]), wellKnown)
  }

  /// The folder with protobuf's own protos, if there is one.
  var wellKnownFolders: [String] { wellKnown.map { [$0.path] } ?? [] }

  /// Where each file was found, one on each line.
  func report(_ files: [CompiledFile]) -> String {
    let lines = files.map { "\($0.name): \($0.path ?? "in the program")\n" }
    return lines.joined() + wellKnownReport
  }

  private var wellKnownReport: String {
    guard let wellKnown else {
      return "protobuf's own protos: none; install protoc, or name their folder with -I"
    }
    return "protobuf's own protos: \(wellKnown.path) (\(wellKnown.origin))"
  }
}
