import ArgumentParser
import BenchmarkTables
import Foundation

/// Encodes and decodes the same bytes with every contestant in turn, and prints the time and the
/// allocations.
@main
struct CodecBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codec-benchmark",
    abstract: "Compares the speed of the binary codec with swift-protobuf's, C++'s and upb's.")

  @Option(help: "Run only the cases whose names contain this text.")
  var filter = ""

  @Option(help: "The number of rounds. Each contestant has one turn in each round.")
  var rounds = 7

  @Option(parsing: .upToNextOption, help: "The contestants that take part beside ours.")
  var against = Contestant.others

  @Option(help: "The path of the folder with the modules of the C++ contestants.")
  var modules: String

  @Flag(help: "Print Markdown.")
  var markdown = false

  @Flag(help: "Instead, print how the time grows with the depth and size of messages.")
  var growth = false

  @Argument(help: "The path of a file with an encoded FileDescriptorSet.")
  var descriptors: String

  func run() throws {
    let modules = CppModules(folder: modules)
    let contestants = Contestants(
      all: [.ours] + against.filter { $0 != .ours }, modules: modules, rounds: rounds)
    guard !growth else { return show(try Growth(contestants: contestants).tables()) }
    let comparison = Comparison(cases: try cases(modules), contestants: contestants)
    let (tables, wasteful) = try comparison.tables()
    show(tables)
    guard wasteful.isEmpty else { throw Wasteful(operations: wasteful) }
  }

  private func show(_ tables: [Table]) {
    print(tables.map { markdown ? $0.markdown : $0.text }.joined(separator: "\n\n"))
  }

  private func cases(_ modules: CppModules) throws -> [Case] {
    let cases = try Case.all(descriptors: descriptors, modules).filter {
      filter.isEmpty || $0.name.localizedStandardContains(filter)
    }
    guard !cases.isEmpty else {
      throw ValidationError("There is no case whose name contains '\(filter)'.")
    }
    return cases
  }

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("The number of rounds must be at least 1.") }
  }
}

/// The error when our codec allocates memory more often than it has to.
private struct Wasteful: Error, CustomStringConvertible {
  let operations: [String]

  var description: String {
    "Our codec allocates memory more often than it has to in: \(operations.joined(separator: "; "))"
  }
}
