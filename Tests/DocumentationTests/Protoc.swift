import Foundation
import TestSupport

/// `protoc` with this package's plugin, over protos in one folder.
struct Protoc {
  private let folder: URL
  private let options: String

  init(_ folder: URL, _ options: String = "") {
    self.folder = folder
    self.options = options
  }

  func run(_ proto: String) async throws -> CommandOutcome {
    try await Command(
      "protoc",
      [
        "--plugin=protoc-gen-swift-training=" + BuiltProduct.path("protoc-gen-swift-training"),
        "--swift-training_out=\(options):\(folder.path)", "-I\(folder.path)",
        "-I\(Repository.file("Sources/TrainingProtos/Protos").path)", proto,
      ]
    ).run()
  }
}
