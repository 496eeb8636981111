import ArgumentParser
import BenchmarkTables
import CAllocations
import Foundation
@_spi(Comparison) import ProtoWire
import TrainingProtos

/// Sends the messages of uploads with this package's serializers and with GRPCProtobuf's in turn,
/// and prints the time and the allocations.
@main
struct UploadBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload-benchmark",
    abstract: "Compares the serializers of uploads with GRPCProtobuf's.")

  @Option(help: "The number of rounds. Each contestant has one turn in each round.")
  var rounds = 101

  @Flag(help: "Print Markdown.")
  var markdown = false

  func run() async throws {
    // Without this call, GRPCProtobuf's serializers would get the encodings from our codec.
    FieldVisits.force()
    count_allocations(false)
    keep_freed_memory()
    try await Uploads.serve(with: OurCoder.self) { ours in
      try await Uploads.serve(with: GRPCProtobufCoder.self) { theirs in
        let table = try await table(ours, theirs)
        print(markdown ? table.markdown : table.text)
      }
    }
  }

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("The number of rounds must be at least 1.") }
  }

  private func table(
    _ ours: Uploads<OurCoder>, _ theirs: Uploads<GRPCProtobufCoder>
  ) async throws -> Table {
    var table = Table(
      header: [
        "ours / GRPCProtobuf's", "data", "ns", "MB/s", "allocations", "bytes allocated",
        "× the message", "× GRPCProtobuf's",
      ])
    for batch in Batch.all {
      try Work.verify(batch)
      for pair in try zip(Work.all(batch, ours), Work.all(batch, theirs)) {
        let measured = try await Measurement.take(
          [pair.0, pair.1], messages: batch.count, rounds: rounds)
        table.rows.append(try row(pair.0.name, batch, measured))
      }
    }
    return table
  }

  private func row(_ name: String, _ batch: Batch, _ measured: [Measurement]) throws -> [String] {
    let size = Double(try batch.message.serializedData().count)
    let columns = [
      measured.map { $0.nanoseconds.rounded() },
      measured.map { size / $0.nanoseconds * 1e3 },
      measured.map(\.allocations),
      measured.map { $0.allocatedBytes.rounded() },
      measured.map { $0.allocatedBytes / size },
    ]
    return [name, batch.name]
      + columns.map { $0.map(\.short).joined(separator: " / ") }
      + [(measured[1].nanoseconds / measured[0].nanoseconds).short]
  }
}
