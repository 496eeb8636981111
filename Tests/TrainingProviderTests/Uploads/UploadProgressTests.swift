import Foundation
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct UploadProgressTests {
  private static let files = WorkPool("files", threads: 1, maxWaiting: 100)
  static let data = Data((0..<100).map { UInt8($0) })

  @Test func pythonIsAccepted() async throws {
    #expect(try await run(Batches.python("m", Self.data)) == Self.data)
    #expect(try await run(Batches.python("m", Self.data, size: 100)) == Self.data)
    #expect(try await run(Batches.python("m", Self.data, size: 1)) == Self.data)
  }

  @Test func javaScriptIsAccepted() async throws {
    #expect(try await run(Batches.javaScript("m", Self.data)) == Self.data)
    #expect(try await run(Batches.javaScript("m", Self.data, count: 1)) == Self.data)
    let truncated = Array(Batches.javaScript("m", Self.data).prefix(1))
    #expect(try await run(truncated) == Self.data)
  }

  @Test func laterBatchesMayLeaveOutWhatTheFirstSaid() async throws {
    var batches = Batches.python("m", Self.data)
    for index in batches.indices.dropFirst() {
      batches[index].modelID = ""
      batches[index].fileName = ""
      batches[index].fileSize = 0
      batches[index].batchCount = 0
    }
    #expect(try await run(batches) == Self.data)
  }

  /// A client that sends the whole file in each batch gets the time for all batches.
  @Test func theSizeOfATransferCountsRepeats() throws {
    func size(_ batches: [Training_UploadInput]) throws -> UInt64 {
      try UploadProgress(batches[0], maxBytes: .max, maxBatchBytes: 1000).transferSize
    }
    #expect(try size(Batches.python("m", Self.data)) == 100)
    #expect(try size(Batches.javaScript("m", Self.data, count: 8)) == 800)
    var batch = Batches.javaScript("m", Self.data)[0]
    batch.batchCount = 0
    #expect(try size([batch]) == 100)
    batch.batchCount = .max
    #expect(try size([batch]) == .max)
  }

  /// Repeats can't extend an upload beyond the time for the largest allowed dataset.
  @Test func repeatsAreBoundedByTheLimitForDatasets() throws {
    func open(count: UInt64) throws {
      var batch = Batches.javaScript("m", Self.data)[0]
      batch.batchCount = count
      _ = try UploadProgress(batch, maxBytes: 800, maxBatchBytes: 1000)
    }
    try open(count: 8)
    for count: UInt64 in [9, 1 << 60, .max] {
      let error = #expect(throws: ProviderError.self) { try open(count: count) }
      #expect(error?.field == "batch_count")
      #expect(error?.message.contains("800 bytes") == true)
    }
    // A file of 5 MiB in the 6 batches that an SDK divides it into.
    var large = Batches.javaScript("m", Self.data, count: 6)[0]
    large.fileSize = 5 << 20
    _ = try UploadProgress(large, maxBytes: 6 << 20, maxBatchBytes: 8 << 20)
    large.batchCount = 7
    #expect(throws: ProviderError.self) {
      try UploadProgress(large, maxBytes: 6 << 20, maxBatchBytes: 8 << 20)
    }
  }

  @Test func countMayBeMissing() async throws {
    let batches = Batches.python("m", Self.data).map { batch in
      var batch = batch
      batch.batchCount = 0
      return batch
    }
    #expect(try await run(batches) == Self.data)
  }

  @Test func limitIsInclusive() async throws {
    #expect(try await run(Batches.python("m", Self.data), maxBytes: 100) == Self.data)
    let error = await #expect(throws: ProviderError.self) {
      _ = try await run(Batches.python("m", Self.data), maxBytes: 99)
    }
    #expect(error?.code == .datasetTooLarge)
  }

  @Test(arguments: Fault.allCases)
  func faultsAreRefused(_ fault: Fault) async throws {
    let error = await #expect(throws: ProviderError.self) {
      _ = try await run(fault.batches(Self.data))
    }
    #expect(error?.code == .invalidUpload)
    #expect(error?.field == fault.field)
  }

  @Test func javaScriptMustRepeatTheFile() async throws {
    var batches = Batches.javaScript("m", Self.data)
    batches[2].data[0] = 1
    await #expect(throws: ProviderError.self) { _ = try await run(batches) }
    batches = Batches.javaScript("m", Self.data)
    batches[1].data = Data()
    await #expect(throws: ProviderError.self) { _ = try await run(batches) }
    batches = Batches.javaScript("m", Self.data)
    await #expect(throws: ProviderError.self) { _ = try await run(batches + batches) }
  }

  @Test func batchesAreBounded() async throws {
    let data = Data(count: 500)
    #expect(try await run(Batches.python("m", data, size: 200)) == data)
    let error = await #expect(throws: ProviderError.self) {
      _ = try await run(Batches.python("m", data, size: 201))
    }
    #expect(error?.message.contains("a batch may have at most 200 bytes") == true)
  }

  /// A client that doesn't announce the number of batches sends the whole file once.
  @Test func repetitionsHaveToBeAnnounced() async throws {
    let batches = Batches.javaScript("m", Self.data, count: 2).map { batch in
      var batch = batch
      batch.batchCount = 0
      return batch
    }
    let error = await #expect(throws: ProviderError.self) { _ = try await run(batches) }
    #expect(error?.field == "batch_number")
  }

  private func run(_ batches: [Training_UploadInput], maxBytes: UInt64 = 1000) async throws -> Data
  {
    var progress = try UploadProgress(batches[0], maxBytes: maxBytes, maxBatchBytes: 200)
    var data = Data()
    for batch in batches { data += try await progress.accept(batch, on: Self.files) }
    try progress.finish()
    return data
  }
}
