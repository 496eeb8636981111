import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// Files are written to disk before the registry refers to them.
@Suite struct SynchronizationTests {
  /// All files of a training, their folders, and the folders above them.
  @Test func artefactsAreSynchronized() async throws {
    try await withTemporaryDirectory { root in
      let synchronized = Shared<[String]>([])
      let directory = DataDirectory(root: root, files: files) { url throws(SystemError) in
        synchronized.change { $0.append(url.path) }
      }
      try await directory.create()
      let name = directory.newName(for: "model")
      let artefacts = try await directory.blobs.makeFolder(for: .artefacts(name))
      let made = artefacts.url
      let folder = made.appendingPathComponent("folder")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in [made.appendingPathComponent("a"), folder.appendingPathComponent("b")] {
        try Data("weights".utf8).write(to: file)
      }
      #expect(try await artefacts.finish() == 14)
      let paths = ["\(name)/a", "\(name)/folder", "\(name)/folder/b", name, "model"]
      #expect(
        Set(synchronized.value)
          == Set(paths.map { root.path + "/artefacts/\($0)" } + [root.path + "/artefacts"]))
    }
  }

  /// A training whose files can't be written to disk doesn't end with success.
  @Test func artefactsThatAreNotOnDiskAreNone() async throws {
    try await withTemporaryDirectory { root in
      let directory = DataDirectory(root: root, files: files) { _ throws(SystemError) in
        throw SystemError("fsync")
      }
      try await directory.create()
      let name = directory.newName(for: "model")
      let folder = try await directory.blobs.makeFolder(for: .artefacts(name))
      let error = await #expect(throws: ProviderError.self) {
        try await folder.finish()
      }
      #expect(error?.code == .storageFailed)
    }
  }

  /// A disk that takes long to write an upload isn't the client's silence.
  @Test func slowSynchronizationEndsNoUpload() async throws {
    try await withTemporaryDirectory { root in
      let directory = DataDirectory(root: root, files: files) { url throws(SystemError) in
        if url.path.contains("/uploads/") { usleep(1_500_000) }
      }
      try await directory.create()
      let registry = try FaultyRegistry(in: root)
      let model = StoredModel(id: "model", serviceName: "ExampleService", methodName: "stt")
      try await registry.insert(model, limit: nil)
      let limits = UploadLimits(transfer: TransferLimits(idleTimeout: .milliseconds(300)))
      let receiver = try receiver(limits, registry, directory)
      let (batches, source) = AsyncThrowingStream.makeStream(of: Training_UploadInput.self)
      for batch in Batches.python("model", ZipArchive.dataset()) { source.yield(batch) }
      source.finish()
      let received = try await receiver.receive(
        RPCAsyncSequence(wrapping: batches), for: Patience(context))
      #expect(received.model.status == .validating)
      #expect(received.model.candidate?.byteCount == UInt64(ZipArchive.dataset().count))
    }
  }

  private var files: WorkPool { WorkPool("files", threads: 2, maxWaiting: 100) }

  private var context: ServerContext {
    ServerContext(
      descriptor: Training_Model.Method.upload_and_validate.descriptor, remotePeer: "",
      localPeer: "", cancellation: ServerContext.RPCCancellationHandle())
  }

  private func receiver(
    _ limits: UploadLimits, _ registry: FaultyRegistry, _ directory: DataDirectory
  ) throws -> UploadReceiver {
    let methods = try MethodTable(TestMethods.all)
    let logger = TestLog().logger
    return UploadReceiver(
      registry: registry, directory: directory,
      storage: StorageBudget(
        root: directory.root, limits: StorageLimits(minFreeBytes: 0), registry: registry,
        files: directory.files),
      methods: methods,
      prices: Pricing(
        rules: .free, trainer: StubTrainer(), methods: methods, directory: directory,
        pool: WorkPool("prices", threads: 1, maxWaiting: 10), metrics: ProviderMetrics()),
      limits: limits, activeUploads: ActiveUploads(limits),
      admission: JobAdmission(JobLimits()),
      retryingRegistry: RetryingRegistry(registry: registry, logger: logger),
      metrics: ProviderMetrics(), logger: logger)
  }
}
