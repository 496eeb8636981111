import ArgumentParser
import BenchmarkTables
import Foundation

/// Encodes and decodes the same bytes with every contestant in turn, and prints what that took.
@main
struct CodecBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codec-benchmark",
    abstract: "Times the binary codec against swift-protobuf's and C++'s.")

  @Option(help: "Only the cases whose names contain this.")
  var filter = ""

  @Option(help: "How often each contestant has its turn.")
  var rounds = 7

  @Flag(help: "Print Markdown.")
  var markdown = false

  @Flag(help: "Print how the time grows with depth and size instead.")
  var growth = false

  @Argument(help: "A file that holds a FileDescriptorSet.")
  var descriptors: String

  func run() throws {
    guard !growth else { return show(try Growth(rounds: rounds).tables()) }
    let (tables, wasteful) = try Comparison(cases: cases(), rounds: rounds).tables()
    show(tables)
    guard wasteful.isEmpty else { throw Wasteful(operations: wasteful) }
  }

  private func show(_ tables: [Table]) {
    print(tables.map { markdown ? $0.markdown : $0.text }.joined(separator: "\n\n"))
  }

  private func cases() throws -> [Case] {
    let cases = try Case.all(descriptors: descriptors).filter {
      filter.isEmpty || $0.name.localizedStandardContains(filter)
    }
    guard !cases.isEmpty else { throw ValidationError("no case's name contains \(filter)") }
    return cases
  }

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("there has to be one round at least") }
  }
}

/// Our codec allocated more often than there are pieces of memory in what it made.
private struct Wasteful: Error, CustomStringConvertible {
  let operations: [String]

  var description: String {
    "more allocations than pieces of memory: \(operations.joined(separator: "; "))"
  }
}
