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

  init(_ inputs: InputFolders) {
    wellKnown =
      WellKnownFolder.candidates(
        program: CommandLine.arguments.first ?? "",
        environment: ProcessInfo.processInfo.environment,
        currentFolder: FileManager.default.currentDirectoryPath
      ).first
    resolver = ResolverChain([
      FolderResolver(inputs.folders), MemoryResolver([Contract.name: Contract.text]),
      FolderResolver(wellKnown.map { [$0.path] } ?? []),
    ])
  }

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
