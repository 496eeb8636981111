import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Lists of models.
@Suite struct ListingTests {
  private static let statuses: [Training_Status] = [.created, .errored, .readyToUse]

  private static let selections: [[Training_Status]] = [
    [], [.errored], [.errored, .readyToUse],
  ]

  /// Each page follows the one before it, and all together are the selection in its order.
  @Test(arguments: ModelSelection.Order.allCases, selections)
  func pagesMakeUpTheSelection(
    _ order: ModelSelection.Order, _ statuses: [Training_Status]
  ) async throws {
    try await withRegistry { registry, models in
      for method in [nil, "tts", "ExampleService.stt"] {
        for address in [nil, "0XA"] {
          let expected = models.filter { model in
            (statuses.isEmpty || statuses.contains(model.status))
              && (method.map { $0.hasSuffix(model.methodName) } ?? true)
              && (address == nil || !model.addressList.isEmpty)
          }.sorted { order == .created ? $0.createdAt > $1.createdAt : $0.updatedAt > $1.updatedAt }
          var (found, previous, hasMore): ([String], String?, Bool) = ([], nil, true)
          while hasMore {
            let page = try await registry.page(
              ModelSelection(
                statuses: statuses, method: method, address: address, order: order, limit: 7,
                after: previous))
            found += page.models.map(\.id)
            (previous, hasMore) = (found.last, page.hasMore)
            #expect(page.models.count == 7 || !hasMore)
          }
          #expect(found == expected.map(\.id))
        }
      }
    }
  }

  @Test func unknownPreviousModelIsRefused() async throws {
    try await withRegistry { registry, _ in
      let error = await #expect(throws: ProviderError.self) {
        try await registry.page(ModelSelection(after: "nobody"))
      }
      #expect(error?.code == .modelNotFound)
    }
  }

  @Test func otherServicesDoNotCount() async throws {
    try await withRegistry { registry, _ in
      let page = try await registry.page(ModelSelection(method: "OtherService.stt"))
      #expect(page.models.isEmpty)
    }
  }

  /// A registry with 60 models that were updated in another order than they were created in.
  private func withRegistry(
    _ body: (SQLiteModelRegistry, [StoredModel]) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      let models = (0..<60).map { number in
        let date = Date(timeIntervalSince1970: 1_700_000_000 + Double(number))
        return StoredModel(
          id: "model-\(number)", status: Self.statuses[number % 3], serviceName: "ExampleService",
          methodName: number % 4 == 0 ? "tts" : "stt", addressList: number % 2 == 0 ? ["0xa"] : [],
          createdAt: date, updatedAt: date + Double(number * 37 % 60) * 1000)
      }
      for model in models { try await registry.insert(model, limit: nil) }
      try await body(registry, models)
    }
  }
}
