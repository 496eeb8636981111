import Foundation
import TestSupport

@testable import TrainingProvider

/// The drivers of ``ModelRegistry``, over which its suite runs.
enum RegistryDriver: CaseIterable {
  case sqlite
  /// Uses the defaults of the protocol.
  case memory

  func run(_ body: (any ModelRegistry) async throws -> Void) async throws {
    switch self {
    case .sqlite:
      try await withTemporaryDirectory { directory in
        try await body(SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite")))
      }
    case .memory:
      try await body(MemoryRegistry())
    }
  }
}
