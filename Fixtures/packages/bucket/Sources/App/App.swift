import Foundation
import S3Store
import TrainingProvider

@main
struct App {
  static func main() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try await S3BlobStore(
      S3Configuration(endpoint: .aws(region: "eu-central-1"), bucket: "example-models"),
      cache: folder, maxCacheBytes: 1 << 30)
    print("ready")
  }
}
