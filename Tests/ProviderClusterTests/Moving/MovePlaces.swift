import EtcdStore
import Foundation
import TestSupport
import Testing

@testable import ProviderCluster
@testable import TrainingProvider

/// Where a test moves models from and to.
struct MovePlaces {
  let root: URL
  let prefix = freshPrefix()

  init(_ root: URL) {
    self.root = root
  }

  /// The data directory at the beginning.
  var data: URL { root.appendingPathComponent("data") }
  /// The data directory at the end.
  var other: URL { root.appendingPathComponent("other") }
  var archive: URL { root.appendingPathComponent("archive") }
  /// The archive on the way back.
  var second: URL { root.appendingPathComponent("back") }
  var shared: URL { root.appendingPathComponent("shared") }

  func registry(prefix: String? = nil) throws -> EtcdModelRegistry {
    EtcdModelRegistry(try EtcdClient.shared(), prefix: prefix ?? self.prefix)
  }

  /// Parts are small, so that there are several.
  private var limits: PartLimits { PartLimits(models: 11, fileBytes: 20_000, details: 150) }

  func exportData(to name: String = "archive") async throws -> ArchiveManifest {
    try await ArchiveExport(
      of: SQLiteRegistrySource(dataDirectory: data), FolderBlobStore(root: data),
      to: root.appendingPathComponent(name), limits: limits
    ).run()
  }

  func importToEtcd(
    from name: String = "archive", prefix: String? = nil, shared: String = "shared"
  ) async throws -> ArchiveManifest {
    try await ArchiveImport(
      of: root.appendingPathComponent(name),
      to: EtcdRegistryTarget(try registry(prefix: prefix)),
      SharedFolderStore(root: root.appendingPathComponent(shared))
    ).run()
  }

  func exportEtcd() async throws -> ArchiveManifest {
    try await ArchiveExport(
      of: EtcdRegistrySource(try registry()), SharedFolderStore(root: shared), to: second,
      limits: limits
    ).run()
  }

  /// Imports the archive on the way back, or the first one if there is no other.
  func importToOther() async throws -> ArchiveManifest {
    let isBack = FileManager.default.fileExists(atPath: second.path)
    return try await ArchiveImport(
      of: isBack ? second : archive, to: SQLiteRegistryTarget(dataDirectory: other),
      SharedFolderStore(root: other)
    ).run()
  }

  func expectRefusal(
    _ part: String, location: SourceLocation = #_sourceLocation,
    _ call: () async throws -> ArchiveManifest
  ) async {
    let error = await #expect(throws: ProviderError.self, sourceLocation: location) {
      _ = try await call()
    }
    #expect(
      error?.message.contains(part) == true, "\(error?.message ?? "")", sourceLocation: location)
  }
}
