import ArgumentParser
import CompilerJudge

struct RandomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "random", abstract: "Compile random protos that use the whole grammar.")

  @OptionGroup var options: CheckOptions

  @Option(help: "How many protos.")
  var count = 1000

  @Option(help: "The seed of the first proto.")
  var seed: UInt64 = 0

  func run() throws {
    let (include, first) = (options.installation.include, seed)
    try options.check("random protos", count) { number in
      let seed = first + UInt64(number)
      return ("seed \(seed)", RandomProto.input(seed: seed, include: include))
    }
  }
}
