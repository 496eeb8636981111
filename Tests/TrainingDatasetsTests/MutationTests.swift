import Foundation
import TestSupport
import Testing
import TrainingDatasets
import TrainingManifest

/// Randomly damaged archives give a report or an error with a message.
///
/// `SEEDS=10000..<300000` runs other seeds than the first few thousand. The current archive is in
/// the build folder, and stays there if the process crashes.
@Suite(.timeLimit(.minutes(60))) struct MutationTests {
  /// Archives with a wrong size are refused soon.
  private static let limits = InspectionLimits(expansionAllowance: 1 << 20, maxTotalBytes: 4 << 20)

  @Test func everyDamagedArchiveIsAnswered() throws {
    let samples = try MutationSample.all()
    let file = BuiltProduct.scratch.appendingPathComponent("damaged-archive")
    for seed in Self.seeds {
      var mutator = ArchiveMutator(seed: seed)
      try Data(mutator.archive(of: samples)).write(to: file)
      try Self.check(file.path, seed)
    }
    try FileManager.default.removeItem(at: file)
  }

  private static func check(_ path: String, _ seed: UInt64) throws {
    let requirements = DatasetRequirements(maxEntryBytes: seed % 2 == 0 ? nil : 1000)
    let inspector = DatasetInspector(requirements: requirements, limits: limits)
    let report = try inspector.inspect(archiveAt: path, named: nil)
    #expect(report.totalBytes <= limits.maxTotalBytes + 1 << 18, "seed \(seed)")
    for violation in report.violations {
      #expect(violation.message.contains("; "), "seed \(seed): \(violation)")
    }
    let failure = try readingFailure(path)
    // Accepted archives can be read.
    #expect(!report.isAccepted || failure == nil, "seed \(seed): \(failure?.message ?? "")")
  }

  private static func readingFailure(_ path: String) throws -> DatasetError? {
    do {
      var bytes = 0
      try DatasetReader(archiveAt: path, limits: limits).forEachFile { file in
        while let chunk = try file.readChunk() { bytes += chunk.count }
      }
      #expect(bytes <= Int(limits.maxTotalBytes) + 1 << 18)
      return nil
    } catch let error as DatasetError {
      #expect(error.code == .unacceptableArchive && error.message.contains("; "))
      return error
    }
  }

  private static let seeds: Range<UInt64> = {
    let text = ProcessInfo.processInfo.environment["SEEDS"] ?? ""
    let bounds = text.components(separatedBy: "..<").compactMap(UInt64.init)
    return bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]..<bounds[1] : 0..<3000
  }()
}
