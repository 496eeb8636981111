import ArgumentParser

/// The protos of a command, and where their imports are looked for.
struct InputOptions: ParsableArguments {
  @Option(
    name: [.customShort("I", allowingJoined: true), .customLong("proto-path")],
    help: ArgumentHelp(
      "A folder for imports. Can be given several times; without it, the folder of each proto.",
      valueName: "folder"), completion: .directory)
  var importFolders: [String] = []

  @Flag(name: .shortAndLong, help: "Say where imports were found.")
  var verbose = false

  @Argument(
    help: """
      The protos, by their paths or by their names from a folder of -I. @list stands for the lines \
      of the file list, one proto each.
      """,
    completion: .file(extensions: ["proto"]))
  var files: [String]

  /// Compiles the protos.
  ///
  /// - Throws: `ValidationError` if there are no such files.
  func compiled() throws -> CompiledProtos {
    do {
      let protos = try CompiledProtos(ProtoList.expand(files), in: importFolders)
      if verbose { FileOutput.error(protos.report) }
      return protos
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// Compiles the protos, and prints what the compiler finds.
  ///
  /// - Throws: `ExitCode(1)` if they are refused.
  func accepted() throws -> CompiledProtos {
    let protos = try compiled()
    protos.show(protos.findings)
    if protos.isRefused { throw ExitCode(1) }
    return protos
  }
}
