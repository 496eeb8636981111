import TestSupport
import Testing
import TrainingDatasets

/// Every hostile archive is found out in bounded memory and time, by a process of its own. The bounds
/// are those of "Stated bounds" in the module's documentation.
@Suite(.serialized) struct HostileCorpusTests {
  #if os(Linux)
    @Test(arguments: HostileArchive.corpus)
    func isFoundOutWithinBounds(hostile: HostileArchive) async throws {
      let archive = try hostile.make()
      let start = ContinuousClock.now
      let lines = try await BoundedCheck(mebibytes: hostile.mebibytes).violations(in: archive)
      // Seconds at most; a minute is for machines that are busy with something else.
      #expect(ContinuousClock.now - start < .seconds(60))
      let rules = lines.filter { !$0.hasPrefix("…") }.map { String($0.prefix { $0 != ":" }) }
      #expect(Set(rules) == Set(hostile.rules), "\(lines.prefix(3))")
      // A hundred violations, how many more were found, and that the rest was not inspected.
      #expect(lines.count <= 102)
    }

    /// The bound is one: the window that fits into 192 MiB does not fit into 64.
    @Test func tooLittleMemoryIsNoticed() async throws {
      let archive = try TemporaryFile(.zstandard(windowLog: 27))
      let lines = try await BoundedCheck(mebibytes: 64).violations(in: archive)
      #expect(lines.prefix(1).map { $0.prefix { $0 != ":" } } == ["archive.unreadable"])
    }
  #endif
}
