import ArgumentParser
import CompilerJudge
import Foundation

/// The options of every command.
struct CheckOptions: ParsableArguments {
  @Option(help: "The protoc to compare with.", completion: .file())
  var protoc: String

  @Flag(help: "Keep options that are only for readers of sources in the descriptors.")
  var retainOptions = false

  @Flag(help: "Judge protoc by itself instead of the built-in compiler, to try out the comparison.")
  var itself = false

  @Option(help: "How many causes of differences to show.")
  var shown = 20

  @Option(help: "A folder for one input of each cause.", completion: .directory)
  var keep: String?

  var installation: ProtocInstallation {
    ProtocInstallation(path: protoc, arguments: retainOptions ? ["--retain_options"] : [])
  }

  func judge() throws -> Judge {
    let protoc = installation
    let ours: any JudgedCompiler =
      itself ? FreshProtoc(installation: protoc) : BuiltInCompiler(retainsOptions: retainOptions)
    return try Judge(ours, against: protoc)
  }

  /// Judges inputs, and prints the counts and the most frequent causes of differences.
  ///
  /// - Throws: `ExitCode(1)` if there is a difference.
  func check(
    _ name: String, _ count: Int,
    input: @Sendable (Int) throws -> (name: String, input: CompilerInput)?
  ) throws {
    let tally = Tally()
    let store = InputStore(folder: keep)
    try judge().judge(count, input: input) { name, input, judgement in
      if tally.add(judgement, example: name) { try? store.add(input, name) }
    }
    print("\(name): \(tally.total) inputs")
    print(tally.summary)
    for cause in tally.causes.prefix(shown) {
      print("\n\(cause.count) × \(cause.judgement): \(cause.cause)\nfor example \(cause.example):")
      print(cause.detail)
    }
    guard tally.differences == 0 else { throw ExitCode(1) }
  }
}

/// A folder for inputs about which the compilers don't agree.
private struct InputStore {
  /// The folder; without it, nothing is stored.
  let folder: String?

  func add(_ input: CompilerInput, _ name: String) throws {
    guard let folder else { return }
    let place = URL(fileURLWithPath: folder)
      .appendingPathComponent(name.replacingOccurrences(of: "/", with: "_"))
    for (file, bytes) in input.files {
      let url = place.appendingPathComponent(file)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
  }
}

/// Protoc in the place of the compiler that is judged.
private struct FreshProtoc: JudgedCompiler {
  let installation: ProtocInstallation

  func verdict(on input: CompilerInput) throws -> Verdict {
    try installation.withCompiler { try $0.verdict(on: input) }
  }
}
