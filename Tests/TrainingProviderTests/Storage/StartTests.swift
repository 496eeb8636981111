import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// The start of a provider on a directory with many models.
@Suite struct StartTests {
  /// Until the first call is answered, the provider reads as much for many models as for few.
  @Test func theNumberOfModelsDoesNotMatter() async throws {
    let few = try await operations(models: 2)
    let many = try await operations(models: 200)
    #expect(few == many)
    #expect(few["models"] == 1, "only the model of the call is read")
    #expect(few["folders", default: 0] == 0)
  }

  /// Counts what the provider reads from its start to the answer to its first call.
  private func operations(models count: Int) async throws -> [String: Int] {
    try await withTemporaryDirectory { directory in
      // Creates the registry.
      try await ProviderUnderTest.run(in: directory) { _ in }
      let file = directory.appendingPathComponent("models.sqlite")
      let registry = CountingRegistry(registry: try SQLiteModelRegistry(file: file))
      let models = (0..<count).map { readyModel("model-\($0)") }
      var folders: [URL] = []
      for model in models {
        try await registry.registry.insert(model, limit: nil)
        folders += try makeFiles(of: model, in: directory)
      }
      #if canImport(Glibc)
        let reads = try FolderReads(of: folders)
      #endif
      let provider = try await ModelProvider(
        dataDirectory: directory, methods: TestMethods.all, trainer: StubTrainer(),
        registry: registry, logger: TestLog().logger)
      var request = Training_ModelID()
      request.modelID = models[0].id
      let answer = try await provider.service.get_model_status(
        request: request,
        context: ServerContext(
          descriptor: Training_Model.Method.get_model_status.descriptor, remotePeer: "",
          localPeer: "", cancellation: .init()))
      #expect(answer.status == .readyToUse)
      var operations = registry.counts.value
      #if canImport(Glibc)
        operations["folders"] = reads.next()
        _ = try FileManager.default.contentsOfDirectory(atPath: folders[0].path)
        #expect(reads.next() > 0, "reading a folder is noticed")
      #endif
      return operations
    }
  }

  private func readyModel(_ id: String) -> StoredModel {
    StoredModel(
      id: id, status: .readyToUse, serviceName: "ExampleService", methodName: "stt",
      dataset: StoredDataset(file: "\(id)/dataset", name: "data.zip", byteCount: 1),
      artefacts: "\(id)/artefacts", artefactBytes: 1)
  }

  /// Creates the files of a model.
  ///
  /// - Returns: the folders with the files.
  private func makeFiles(of model: StoredModel, in directory: URL) throws -> [URL] {
    try ["datasets/\(model.id)", "artefacts/\(model.id)/artefacts"].map { path in
      let folder = directory.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: folder.appendingPathComponent("dataset"))
      return folder
    }
  }
}

/// A registry that counts the calls of each kind and the models that they return.
private struct CountingRegistry: ModelRegistry {
  let registry: SQLiteModelRegistry
  let counts = Shared<[String: Int]>([:])

  func identity() async throws -> String {
    count("identity")
    return try await registry.identity()
  }

  func insert(_ model: StoredModel, limit: UserLimit?) async throws {
    count("insert")
    try await registry.insert(model, limit: limit)
  }

  func storedModel(withID id: String) async throws -> StoredModel? {
    count("storedModel")
    count("models")
    return try await registry.storedModel(withID: id)
  }

  func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel] {
    count("storedModels(in:)")
    let models = try await registry.storedModels(in: statuses)
    count("models", models.count)
    return models
  }

  func storedModels(withIDs ids: [String]) async throws -> [StoredModel] {
    count("storedModels(withIDs:)")
    let models = try await registry.storedModels(withIDs: ids)
    count("models", models.count)
    return models
  }

  func storedBytes() async throws -> UInt64 {
    count("storedBytes")
    return try await registry.storedBytes()
  }

  @discardableResult
  func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    count("update")
    return try await registry.update(id, change)
  }

  private func count(_ what: String, _ number: Int = 1) {
    counts.change { $0[what, default: 0] += number }
  }
}

#if canImport(Glibc)
  /// Counts how often folders are opened for reading.
  private final class FolderReads {
    private let descriptor: Int32

    init(of folders: [URL]) throws {
      descriptor = inotify_init1(Int32(IN_NONBLOCK))
      for folder in folders {
        guard inotify_add_watch(descriptor, folder.path, UInt32(IN_OPEN)) >= 0 else {
          throw CocoaError(.fileReadUnknown)
        }
      }
    }

    deinit {
      close(descriptor)
    }

    /// How often the folders were opened since the last call.
    func next() -> Int {
      var events = 0
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
        var start = 0
        while start < count {
          events += 1
          // The length of a name follows three other numbers, and the name follows the length.
          let length = buffer.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self)
          }
          start += 16 + Int(length)
        }
      }
      return events
    }
  }
#endif
