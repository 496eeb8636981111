import Foundation
import GRPCCore
import GRPCProtobuf
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// Uploads through gRPC: whatever goes wrong, the model is ERRORED and no file stays behind.
@Suite struct UploadTests {
  @Test(arguments: Fault.allCases)
  func faultLeavesAnErroredModelAndNoFile(_ fault: Fault) async throws {
    var limits = ProviderLimits()
    limits.upload.maxBatchBytes = 200
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      let status = try await expect(.invalidArgument, "INVALID_UPLOAD") {
        try await test.send(fault.batches(ZipArchive.dataset(), to: id))
      }
      let model = try await test.stored(id)
      #expect(model.status == .errored)
      #expect(model.failureReason == status.message)
      #expect(dataFiles(test.directory) == [])
      try await test.uploaded(id)
    }
  }

  @Test func bothMannersArriveIntact() async throws {
    try await ProviderUnderTest.run { test in
      for make in [{ Batches.python($0, $1) }, { Batches.javaScript($0, $1) }] {
        let id = try await test.create()
        let data = ZipArchive.dataset(bytes: 5000)
        #expect(try await test.send(make(id, data)) == .validating)
        try await test.reaches(id, .validated)
        let dataset = try #require(try await test.stored(id).dataset)
        let file = test.directory.appendingPathComponent("datasets/\(dataset.file)")
        #expect(try Data(contentsOf: file) == data)
        #expect(dataset.name == "data.zip")
        #expect(dataset.byteCount == UInt64(data.count))
      }
    }
  }

  @Test func fileNameIsNeverAPath() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      let name = "../../../../tmp/../evil\u{0}.zip"
      try await test.send(Batches.python(id, ZipArchive.dataset(), name: name))
      try await test.reaches(id, .validated)
      #expect(try await test.stored(id).dataset?.name == "evil.zip")
      #expect(dataFiles(test.directory).allSatisfy { $0.hasPrefix("datasets/\(id)/") })
      #expect(dataFiles(test.directory).count == 1)
    }
  }

  @Test func announcedSizeIsHeldAgainstTheMethod() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      var batch = Batches.python(id, ZipArchive.dataset())[0]
      batch.fileSize = 1024 * 1024 + 1
      try await expect(.invalidArgument, "DATASET_TOO_LARGE") { [batch] in
        try await test.send([batch])
      }
      #expect(try await test.status(id) == .errored)
    }
  }

  @Test func uploadWithoutBatchesIsRefused() async throws {
    try await ProviderUnderTest.run { test in
      _ = try await expect(.invalidArgument, "INVALID_UPLOAD") { try await test.send([]) }
    }
  }

  @Test func uploadToNoModelChangesNothing() async throws {
    try await ProviderUnderTest.run { test in
      try await expect(.notFound, "MODEL_NOT_FOUND") { try await test.upload("unknown") }
      try await expect(.invalidArgument, "INVALID_REQUEST") { try await test.upload("") }
      #expect(dataFiles(test.directory) == [])
    }
  }

  @Test func silenceEndsTheUpload() async throws {
    var limits = ProviderLimits()
    limits.upload.idleTimeout = .milliseconds(500)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      let gate = Gate()
      try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await test.client.upload_and_validate { writer in
          try await writer.write(Batches.python(id, ZipArchive.dataset())[0])
          try await gate.pass()
        }
      }
      gate.open()
      let model = try await test.stored(id)
      #expect(model.status == .errored)
      #expect(model.failureReason?.contains("no batch arrived") == true)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// Some daemons open the stream and send nothing, for ever.
  @Test func streamOnWhichNothingComesEnds() async throws {
    var limits = ProviderLimits()
    limits.upload.idleTimeout = .milliseconds(100)
    try await ProviderUnderTest.run(limits: limits) { test in
      let gate = Gate()
      try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await test.client.upload_and_validate { _ in try await gate.pass() }
      }
      gate.open()
    }
  }

  @Test func uploadMayNotTakeForEver() async throws {
    var limits = ProviderLimits()
    limits.upload.timeout = .seconds(1)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await test.client.upload_and_validate { writer in
          for batch in Batches.python(id, ZipArchive.dataset(bytes: 10_000), size: 1) {
            try await writer.write(batch)
            try await Task.sleep(for: .milliseconds(20))
          }
        }
      }
      #expect(try await test.status(id) == .errored)
      #expect(dataFiles(test.directory) == [])
    }
  }

  @Test func clientThatLeavesLeavesAnErroredModel() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      let upload = Task {
        try await test.client.upload_and_validate { writer in
          try await writer.write(Batches.python(id, ZipArchive.dataset())[0])
          try await Gate().pass()
        }
      }
      try await test.reaches(id, .validating)
      upload.cancel()
      _ = await upload.result
      try await test.reaches(id, .errored)
      #expect(try await test.stored(id).failureReason != nil)
      try await eventually("partial file stays") { dataFiles(test.directory) == [] }
    }
  }

  @Test func secondUploadAtOnceIsRefused() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      let gate = Gate()
      let batches = Batches.python(id, ZipArchive.dataset())
      async let first = test.client.upload_and_validate { writer in
        try await writer.write(batches[0])
        try await gate.pass()
        for batch in batches.dropFirst() { try await writer.write(batch) }
      }
      try await test.reaches(id, .validating)
      try await expect(.failedPrecondition, "WRONG_STATUS") { try await test.upload(id) }
      gate.open()
      #expect(try await first.status == .validating)
      try await test.reaches(id, .validated)
    }
  }

  @Test func uploadsAtOnceAreBounded() async throws {
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      let gate = Gate()
      let batches = Batches.python(ids[0], ZipArchive.dataset())
      async let first = test.client.upload_and_validate { writer in
        try await writer.write(batches[0])
        try await gate.pass()
        for batch in batches.dropFirst() { try await writer.write(batch) }
      }
      try await test.reaches(ids[0], .validating)
      try await expect(.resourceExhausted, "TOO_MANY_UPLOADS") { try await test.upload(ids[1]) }
      gate.open()
      _ = try await first
      try await test.uploaded(ids[1])
    }
  }

  @Test func deletionDuringAnUploadStands() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      let gate = Gate()
      let batches = Batches.python(id, ZipArchive.dataset())
      let upload = Task {
        try await test.client.upload_and_validate { writer in
          try await writer.write(batches[0])
          try await gate.pass()
          for batch in batches.dropFirst() { try await writer.write(batch) }
        }
      }
      try await test.reaches(id, .validating)
      #expect(try await test.delete(id) == .deleted)
      gate.open()
      try await expect(.aborted, "SUPERSEDED") { try await upload.value }
      #expect(try await test.status(id) == .deleted)
      #expect(dataFiles(test.directory) == [])
    }
  }

  @Test func failedUploadGivesUpTheDatasetBefore() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      try await test.uploaded(id)
      try await expect(.invalidArgument, "INVALID_UPLOAD") {
        try await test.send(Fault.lastLost.batches(ZipArchive.dataset(), to: id))
      }
      #expect(dataFiles(test.directory) == [])
      try await expect(.failedPrecondition, "DATASET_MISSING") { try await test.validate(id) }
    }
  }
}
