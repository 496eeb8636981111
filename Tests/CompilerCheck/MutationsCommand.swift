import ArgumentParser
import CompilerJudge

struct MutationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutations",
    abstract: "Compile protos with small changes.",
    discussion: "Random protos are changed, too, one for every proto of the folders.")

  @OptionGroup var options: CheckOptions

  @Option(help: "How many changed protos.")
  var count = 1000

  @Option(help: "The seed of the first change.")
  var seed: UInt64 = 0

  @Option(help: "The size in bytes up to which protos are changed.")
  var largest = 20_000

  @Argument(help: "Folders with protos, as NAME:FOLDER or NAME:FOLDER:INCLUDE….")
  var corpora: [String]

  func run() throws {
    let samples = try MutationSamples(
      corpora.map { try Corpus($0) }, include: options.installation.include, largest: largest)
    let first = seed
    try options.check("mutations", count) { number in
      samples.mutated(seed: first + UInt64(number))
    }
  }
}
