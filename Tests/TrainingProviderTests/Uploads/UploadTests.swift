import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// Uploads through gRPC. An error in the first batch changes nothing. A later error makes a new
/// model ERRORED. Neither leaves a file.
@Suite struct UploadTests {
  @Test(arguments: Fault.allCases)
  func faultIsRefusedAndLeavesNoFile(_ fault: Fault) async throws {
    var limits = ProviderLimits()
    limits.upload.maxBatchBytes = 200
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      let status = try await expect(.invalidArgument, "INVALID_UPLOAD") {
        try await test.send(fault.batches(ZipArchive.dataset(), to: id), to: id)
      }
      let model = try await test.stored(id)
      #expect(model.status == (fault.isInTheFirstBatch ? .created : .errored))
      #expect(model.failureReason == (fault.isInTheFirstBatch ? nil : status.message))
      #expect(dataFiles(test.directory) == [])
      try await test.uploaded(id)
    }
  }

  @Test func bothMannersArriveIntact() async throws {
    try await ProviderUnderTest.run { test in
      for make in [{ Batches.python($0, $1) }, { Batches.javaScript($0, $1) }] {
        let id = try await test.create()
        let data = ZipArchive.dataset(bytes: 5000)
        #expect(try await test.send(make(id, data), to: id) == .validating)
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
      try await test.send(Batches.python(id, ZipArchive.dataset(), name: name), to: id)
      try await test.reaches(id, .validated)
      #expect(try await test.stored(id).dataset?.name == "evil.zip")
      #expect(dataFiles(test.directory).allSatisfy { $0.hasPrefix("datasets/\(id)/") })
      #expect(dataFiles(test.directory).count == 1)
    }
  }

  /// The method accepts only zips, so a file that is called something else is refused at once.
  @Test(arguments: ["data.rar", "data.tar.gz", "data.zip.7z"])
  func nameThatNoDatasetCanHaveIsRefused(_ name: String) async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let before = try await test.stored(id)
      let refusal = try await expect(.invalidArgument, "DATASET_REJECTED") {
        try await test.send(Batches.python(id, ZipArchive.dataset(), name: name))
      }
      #expect(refusal.message.contains("accepts zip"), "\(refusal.message)")
      #expect(try await test.stored(id) == before)
      try await test.send(Batches.python(id, ZipArchive.dataset(), name: "dataset.v2"))
      try await test.reaches(id, .validated)
    }
  }

  @Test func announcedSizeIsHeldAgainstTheMethod() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      var batch = Batches.python(id, ZipArchive.dataset())[0]
      batch.fileSize = 1024 * 1024 + 1
      try await expect(.invalidArgument, "DATASET_TOO_LARGE") { [batch] in
        try await test.send([batch], to: id)
      }
      #expect(try await test.status(id) == .created)
    }
  }

  /// The provider's limit can be lower than the method's.
  @Test func announcedSizeIsHeldAgainstTheLimits() async throws {
    var limits = ProviderLimits()
    limits.upload.maxDatasetBytes = UInt64(ZipArchive.dataset().count)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await expect(.invalidArgument, "DATASET_TOO_LARGE") {
        try await test.upload(id, ZipArchive.dataset() + [0])
      }
      #expect(try await test.status(id) == .created)
      try await test.uploaded(id)
    }
  }

  @Test func uploadWithoutBatchesIsRefused() async throws {
    try await ProviderUnderTest.run { test in
      _ = try await expect(.invalidArgument, "INVALID_UPLOAD") { try await test.send([]) }
    }
  }

  @Test func uploadToNoModelChangesNothing() async throws {
    try await ProviderUnderTest.run { test in
      let batches = { Batches.python($0, ZipArchive.dataset()) }
      try await expect(.notFound, "MODEL_NOT_FOUND") { try await test.send(batches("unknown")) }
      try await expect(.invalidArgument, "INVALID_REQUEST") { try await test.send(batches("")) }
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// The upload is refused after the first batch, while the client is still sending.
  @Test(arguments: ["unknown", "deleted", "busy"])
  func uploadThatCannotSucceedIsRefusedOnItsFirstBatch(_ kind: String) async throws {
    let trainer = StubTrainer(validationGate: Gate(open: kind != "busy"))
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = kind == "unknown" ? kind : try await test.create()
      if kind == "deleted" { _ = try await test.delete(id) }
      if kind == "busy" { try await test.upload(id) }
      let gate = Gate()
      let error = await #expect(throws: RPCError.self) {
        try await test.send(
          Array(Batches.python(id, ZipArchive.dataset(), size: 10).prefix(1)), heldBy: gate)
      }
      #expect(error?.code == (kind == "unknown" ? .notFound : .failedPrecondition))
      gate.open()
    }
  }

  /// An upload with an error doesn't wait for a place, and is refused with the reason even if all
  /// places are taken.
  @Test func uploadThatCannotSucceedTakesNoPlace() async throws {
    let trainer = StubTrainer(validationGate: Gate())
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    limits.upload.maxWaiting = 0
    try await ProviderUnderTest.run(trainer: trainer, limits: limits) { test in
      let data = ZipArchive.dataset()
      let (busy, deleted) = (try await test.create(), try await test.create())
      let (unpriced, holder) = (try await test.create(), try await test.create())
      try await test.upload(busy)
      try await test.validationPrice(busy)
      _ = try await test.delete(deleted)
      try await test.validationPrice(holder)
      let gate = Gate()
      async let held = test.send(Batches.python(holder, data), heldBy: gate)
      try await test.reaches(holder, .validating)
      for (id, code, reason) in [
        ("unknown", RPCError.Code.notFound, "MODEL_NOT_FOUND"),
        (busy, .failedPrecondition, "WRONG_STATUS"),
        (deleted, .failedPrecondition, "WRONG_STATUS"),
        (unpriced, .failedPrecondition, "PRICE_NOT_QUOTED"),
      ] { try await expect(code, reason) { try await test.send(Batches.python(id, data)) } }
      try await expect(.invalidArgument, "DATASET_TOO_LARGE") {
        try await test.upload(unpriced, Data(count: 1024 * 1024 + 1))
      }
      gate.open()
      #expect(try await held == .validating)
    }
  }

  @Test func silenceEndsTheUpload() async throws {
    var limits = ProviderLimits()
    limits.upload.transfer.idleTimeout = .milliseconds(500)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await test.send(Array(Batches.python(id, ZipArchive.dataset()).prefix(1)), heldBy: gate)
      }
      gate.open()
      let model = try await test.stored(id)
      #expect(model.status == .errored)
      #expect(model.failureReason?.contains("no data arrived for") == true)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// Some daemons open the stream and never send anything.
  @Test func streamOnWhichNothingComesEnds() async throws {
    var limits = ProviderLimits()
    limits.upload.firstBatchTimeout = .milliseconds(100)
    try await ProviderUnderTest.run(limits: limits) { test in
      let gate = Gate()
      let error = try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await test.client.upload_and_validate { _ in try await gate.pass() }
      }
      #expect(error.message.contains("0.1 seconds"), "\(error.message)")
      gate.open()
    }
  }

  @Test func uploadMayNotTakeForEver() async throws {
    var limits = ProviderLimits()
    limits.upload.transfer.timeout = .seconds(1)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await test.client.upload_and_validate { writer in
          for batch in Batches.python(id, ZipArchive.dataset(bytes: 10_000), size: 1) {
            try await writer.write(batch)
            try await Task.sleep(for: .milliseconds(20))
          }
        }
      }
      let model = try await test.stored(id)
      #expect(model.status == .errored)
      #expect(model.failureReason?.contains("took too long") == true)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// The time limit for an upload is the time that the announced size takes at the lowest rate.
  @Test func announcedSizeBoundsTheTime() async throws {
    var limits = ProviderLimits()
    limits.upload.transfer.rateWindow = .milliseconds(300)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      let error = try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await test.send(Batches.python(id, ZipArchive.dataset()), heldBy: gate)
      }
      gate.open()
      #expect(error.message.contains("took too long"), "\(error.message)")
    }
  }

  /// A client that sends the whole file in each batch gets the time for all batches.
  @Test func repeatsOfAWholeFileHaveTheirTime() async throws {
    let data = ZipArchive.dataset()
    var limits = ProviderLimits()
    limits.upload.transfer.minBytesPerSecond = UInt64(data.count) * 2 / 3
    limits.upload.transfer.rateWindow = .seconds(1)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let response = try await test.client.upload_and_validate { writer in
        for batch in Batches.javaScript(id, data, count: 5) {
          try await writer.write(batch)
          try await Task.sleep(for: .milliseconds(700))
        }
      }
      #expect(response.status == .validating)
    }
  }

  @Test func clientThatLeavesLeavesAnErroredModel() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      try await test.validationPrice(id)
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
      try await test.validationPrice(id)
      let gate = Gate()
      let batches = Batches.python(id, ZipArchive.dataset())
      async let first = test.send(batches, heldBy: gate)
      try await test.reaches(id, .validating)
      try await expect(.failedPrecondition, "WRONG_STATUS") { try await test.upload(id) }
      gate.open()
      #expect(try await first == .validating)
      try await test.reaches(id, .validated)
    }
  }

  @Test func uploadsAtOnceAreBounded() async throws {
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    limits.upload.maxWaiting = 0
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      try await test.validationPrice(ids[0])
      let gate = Gate()
      let batches = Batches.python(ids[0], ZipArchive.dataset())
      async let first = test.send(batches, heldBy: gate)
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
      try await test.validationPrice(id)
      let gate = Gate()
      let batches = Batches.python(id, ZipArchive.dataset())
      let upload = Task {
        try await test.send(batches, heldBy: gate)
      }
      try await test.reaches(id, .validating)
      #expect(try await test.delete(id) == .deleted)
      // No further batch is sent.
      try await expect(.aborted, "SUPERSEDED") { try await upload.value }
      gate.open()
      #expect(try await test.status(id) == .deleted)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// VALIDATED would seem to refer to the new dataset, so the model is ERRORED. But the earlier
  /// dataset is kept and can be validated again.
  @Test func failedUploadKeepsTheDatasetBefore() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      try await test.uploaded(id)
      let before = try await test.stored(id).dataset
      try await expect(.invalidArgument, "INVALID_UPLOAD") {
        try await test.send(Fault.lastLost.batches(ZipArchive.dataset(), to: id), to: id)
      }
      #expect(try await test.status(id) == .errored)
      #expect(try await test.stored(id).dataset == before)
      #expect(try await test.validate(id) == .validating)
      try await test.reaches(id, .validated)
      #expect(dataFiles(test.directory).count == 1)
    }
  }

  /// A client that lost its connection starts again before the provider has noticed.
  @Test func uploadTakesThePlaceOfASilentOne() async throws {
    var limits = ProviderLimits()
    limits.upload.takeoverSilence = .milliseconds(200)
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      let silent = Task {
        try await test.send(Array(Batches.python(id, ZipArchive.dataset()).prefix(1)), heldBy: gate)
      }
      try await test.reaches(id, .validating)
      try await Task.sleep(for: .milliseconds(300))
      try await test.uploaded(id)
      try await expect(.unavailable, "INTERRUPTED") { try await silent.value }
      gate.open()
      #expect(dataFiles(test.directory).count == 1)
    }
  }

  /// It takes over the place, so it works even if all places are taken.
  @Test func uploadGetsThePlaceOfASilentOne() async throws {
    var limits = ProviderLimits()
    limits.upload.takeoverSilence = .milliseconds(200)
    limits.upload.maxConcurrent = 1
    limits.upload.maxWaiting = 0
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      let silent = Task {
        try await test.send(Array(Batches.python(id, ZipArchive.dataset()).prefix(1)), heldBy: gate)
      }
      try await test.reaches(id, .validating)
      try await Task.sleep(for: .milliseconds(300))
      try await test.uploaded(id)
      try await expect(.unavailable, "INTERRUPTED") { try await silent.value }
      gate.open()
      try await test.uploaded(try await test.create())
    }
  }

  /// An upload for which there is no space doesn't end another one.
  @Test func uploadThatIsTooLargeTakesNobodysPlace() async throws {
    var limits = ProviderLimits()
    limits.upload.takeoverSilence = .milliseconds(200)
    limits.storage.maxModelBytes = 3000
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      async let silent = test.send(Batches.python(id, ZipArchive.dataset()), heldBy: gate)
      try await test.reaches(id, .validating)
      try await Task.sleep(for: .milliseconds(300))
      try await expect(.resourceExhausted, "MODEL_TOO_LARGE") {
        try await test.upload(id, ZipArchive.dataset(bytes: 5000))
      }
      gate.open()
      #expect(try await silent == .validating)
      try await test.reaches(id, .validated)
    }
  }

  /// A file that is sent again needs its space only once.
  @Test func uploadGetsTheRoomOfASilentOne() async throws {
    var limits = ProviderLimits()
    limits.upload.takeoverSilence = .milliseconds(200)
    let data = ZipArchive.dataset(bytes: 2000)
    limits.storage.maxTotalBytes = UInt64(data.count) * 3 / 2
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      let silent = Task {
        try await test.send(Array(Batches.python(id, data).prefix(1)), heldBy: gate)
      }
      try await test.reaches(id, .validating)
      try await Task.sleep(for: .milliseconds(300))
      try await test.uploaded(id, data)
      try await expect(.unavailable, "INTERRUPTED") { try await silent.value }
      gate.open()
    }
  }

  /// If all places are taken, an upload that is too slow makes way for one that waits.
  @Test func slowUploadMakesWay() async throws {
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    limits.upload.transfer.contendedRateWindow = .milliseconds(200)
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      try await test.validationPrice(ids[0])
      let slow = Task {
        try await test.client.upload_and_validate { writer in
          for batch in Batches.python(ids[0], ZipArchive.dataset(bytes: 10_000), size: 1) {
            try await writer.write(batch)
            try await Task.sleep(for: .milliseconds(20))
          }
        }
      }
      try await test.reaches(ids[0], .validating)
      try await test.uploaded(ids[1])
      try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") { try await slow.value }
      #expect(try await test.status(ids[0]) == .errored)
    }
  }

  /// While others wait, uploads that are only just fast enough make way after some time: first the
  /// slowest, while the others keep their places.
  @Test func theSlowestMakesWayAfterAWhile() async throws {
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 2
    limits.upload.transfer.minBytesPerSecond = 1
    limits.upload.transfer.contendedGrace = .milliseconds(300)
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create(), try await test.create()]
      let gate = Gate()
      let uploads = [1, 20].enumerated().map { index, size in
        Task {
          try await test.validationPrice(ids[index])
          return try await test.client.upload_and_validate { writer in
            let data = ZipArchive.dataset(bytes: 20_000)
            for batch in Batches.python(ids[index], data, size: size) {
              try await writer.write(batch)
              if !gate.isOpen { try await Task.sleep(for: .milliseconds(10)) }
            }
          }
        }
      }
      for id in ids.prefix(2) { try await test.reaches(id, .validating) }
      try await test.uploaded(ids[2])
      let error = try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") {
        try await uploads[0].value
      }
      #expect(error.message.contains("others waited"))
      gate.open()
      #expect(try await uploads[1].value.status == .validating)
    }
  }

  /// An upload that has already ended isn't chosen to make way, but the slowest of those that still
  /// have a place.
  @Test func uploadsThatHaveEndedAreNotAskedToMakeWay() async throws {
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    limits.upload.transfer.minBytesPerSecond = 1
    limits.upload.transfer.contendedGrace = .zero
    limits.upload.placeTimeout = .seconds(120)
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create(), try await test.create()]
      try await test.uploaded(ids[0])
      try await test.validationPrice(ids[1])
      let gate = Gate()
      // It has received more than the upload that has ended.
      let batches = Batches.python(ids[1], ZipArchive.dataset(bytes: 5000), size: 3000)
      let slow = Task { try await test.send(batches, heldBy: gate) }
      try await test.reaches(ids[1], .validating)
      try await test.uploaded(ids[2])
      let error = try await expect(.deadlineExceeded, "UPLOAD_TIMED_OUT") { try await slow.value }
      #expect(error.message.contains("others waited"), "\(error.message)")
      gate.open()
    }
  }

  /// An upload that waits for a place reads nothing, so the stream doesn't report that the client
  /// has gone.
  @Test func clientThatLeavesWhileItWaitsChangesNothing() async throws {
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      for id in ids { try await test.validationPrice(id) }
      let gate = Gate()
      async let first = test.send(Batches.python(ids[0], ZipArchive.dataset()), heldBy: gate)
      try await test.reaches(ids[0], .validating)
      let call = ServerContext.RPCCancellationHandle()
      let waiting = Task {
        let (batches, source) = AsyncThrowingStream.makeStream(of: Training_UploadInput.self)
        for batch in Batches.python(ids[1], ZipArchive.dataset()) { source.yield(batch) }
        defer { source.finish() }
        return try await test.provider.service.upload_and_validate(
          request: RPCAsyncSequence(wrapping: batches),
          context: ServerContext(
            descriptor: Training_Model.Method.upload_and_validate.descriptor, remotePeer: "",
            localPeer: "", cancellation: call))
      }
      try await Task.sleep(for: .milliseconds(200))
      call.cancel()
      gate.open()
      #expect(try await first == .validating)
      await #expect(throws: (any Error).self) { try await waiting.value }
      #expect(try await test.status(ids[1]) == .created)
      try await test.uploaded(ids[1])
    }
  }

  /// The price can expire while an upload waits for a place.
  @Test func priceHoldsWhenThePlaceComes() async throws {
    let trainer = StubTrainer()
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    try await ProviderUnderTest.run(trainer: trainer, limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      for id in ids { try await test.validationPrice(id) }
      let before = try await test.stored(ids[1])
      let gate = Gate()
      let batches = Batches.python(ids[0], ZipArchive.dataset())
      async let first = test.send(batches, heldBy: gate)
      try await test.reaches(ids[0], .validating)
      let waiting = Task { try await test.send(Batches.python(ids[1], ZipArchive.dataset())) }
      try await Task.sleep(for: .milliseconds(200))
      trainer.surcharge += 1
      gate.open()
      _ = try await first
      try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") { try await waiting.value }
      #expect(try await test.stored(ids[1]) == before)
    }
  }

  /// A client that gets no place receives a clear error in time.
  @Test func waitingForAPlaceEnds() async throws {
    var limits = ProviderLimits()
    limits.upload.maxConcurrent = 1
    limits.upload.placeTimeout = .milliseconds(200)
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      try await test.validationPrice(ids[0])
      let gate = Gate()
      let batches = Batches.python(ids[0], ZipArchive.dataset())
      async let first = test.send(batches, heldBy: gate)
      try await test.reaches(ids[0], .validating)
      for _ in 0..<3 {
        try await expect(.resourceExhausted, "TOO_MANY_UPLOADS") { try await test.upload(ids[1]) }
      }
      #expect(try await test.status(ids[1]) == .created)
      gate.open()
      _ = try await first
      try await test.uploaded(ids[1])
    }
  }
}
