import Foundation
import TrainingDatasets
import TrainingManifest

@main
struct App {
  static func main() throws {
    let archive = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: archive) }
    // A zip without entries is the end of its directory alone.
    try (Data("PK\u{5}\u{6}".utf8) + Data(count: 18)).write(to: archive)
    let inspector = DatasetInspector(requirements: DatasetRequirements(archiveKinds: ["zip"]))
    let report = try inspector.inspect(archiveAt: archive.path, named: "data.zip")
    print("accepted: \(report.isAccepted)")
  }
}
