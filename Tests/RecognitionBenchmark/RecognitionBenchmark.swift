import ArgumentParser

/// The program `recognition-benchmark`.
@main
struct RecognitionBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recognition-benchmark",
    abstract: "Judges the recogniser, and prepares what it learns from.",
    subcommands: [Judge.self, Cepstra.self])
}
