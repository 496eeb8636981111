import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct DirectoryLockTests {
  @Test func isHeldByOneAtATime() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("lock")
      let lock = try DirectoryLock(file)
      let error = #expect(throws: ProviderError.self) { _ = try DirectoryLock(file) }
      #expect(error?.code == .invalidConfiguration)
      lock.release()
      lock.release()
      _ = try DirectoryLock(file)
    }
  }
}
