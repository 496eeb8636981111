import ArgumentParser
import CompilerJudge

struct CorporaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpora", abstract: "Compile each proto of some folders, and all together.")

  @OptionGroup var options: CheckOptions

  @Argument(help: "Folders with protos, as NAME:FOLDER or NAME:FOLDER:INCLUDE….")
  var corpora: [String]

  func run() throws {
    let inputs = try corpora.map { try Corpus($0) }.flatMap(Self.inputs)
    try options.check("corpora", inputs.count) { inputs[$0] }
  }

  private static func inputs(of corpus: Corpus) -> [(name: String, input: CompilerInput)] {
    var inputs = zip(corpus.files, corpus.inputs).map { file, input in
      (name: "\(corpus.name)/\(file)", input: input)
    }
    if inputs.count > 1 { inputs.append(("\(corpus.name), all together", corpus.whole)) }
    return inputs
  }
}
