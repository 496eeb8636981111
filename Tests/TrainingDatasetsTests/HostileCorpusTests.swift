import TestSupport
import Testing
import TrainingDatasets

/// Inspects each hostile archive in a separate process with limited memory and time. The limits are
/// those of "Guaranteed limits" in the module's documentation.
@Suite(.serialized) struct HostileCorpusTests {
  #if os(Linux)
    @Test(arguments: HostileArchive.corpus)
    func isFoundOutWithinBounds(hostile: HostileArchive) async throws {
      let archive = try hostile.make()
      let start = ContinuousClock.now
      let lines = try await BoundedCheck(mebibytes: hostile.mebibytes).violations(in: archive)
      // This takes seconds at most. A minute is for machines that are busy.
      #expect(ContinuousClock.now - start < .seconds(60))
      let rules = lines.filter { !$0.hasPrefix("…") }.map { String($0.prefix { $0 != ":" }) }
      #expect(Set(rules) == Set(hostile.rules), "\(lines.prefix(3))")
      // A hundred violations, the number of further ones, and a line that says that the rest was
      // not inspected.
      #expect(lines.count <= 102)
    }

    /// The memory limit has an effect: the window that fits into 192 MiB doesn't fit into 64 MiB.
    @Test func tooLittleMemoryIsNoticed() async throws {
      let archive = try TemporaryFile(.zstandard(windowLog: 27))
      let lines = try await BoundedCheck(mebibytes: 64).violations(in: archive)
      #expect(lines.prefix(1).map { $0.prefix { $0 != ":" } } == ["archive.unreadable"])
    }
  #endif
}
