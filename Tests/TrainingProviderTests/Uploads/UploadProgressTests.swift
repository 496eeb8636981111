import Foundation
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct UploadProgressTests {
  static let data = Data((0..<100).map { UInt8($0) })

  @Test func pythonIsAccepted() throws {
    #expect(try run(Batches.python("m", Self.data)) == Self.data)
    #expect(try run(Batches.python("m", Self.data, size: 100)) == Self.data)
    #expect(try run(Batches.python("m", Self.data, size: 1)) == Self.data)
  }

  @Test func javaScriptIsAccepted() throws {
    #expect(try run(Batches.javaScript("m", Self.data)) == Self.data)
    #expect(try run(Batches.javaScript("m", Self.data, count: 1)) == Self.data)
    let truncated = Array(Batches.javaScript("m", Self.data).prefix(1))
    #expect(try run(truncated) == Self.data)
  }

  @Test func laterBatchesMayLeaveOutWhatTheFirstSaid() throws {
    var batches = Batches.python("m", Self.data)
    for index in batches.indices.dropFirst() {
      batches[index].modelID = ""
      batches[index].fileName = ""
      batches[index].fileSize = 0
      batches[index].batchCount = 0
    }
    #expect(try run(batches) == Self.data)
  }

  @Test func countMayBeMissing() throws {
    let batches = Batches.python("m", Self.data).map { batch in
      var batch = batch
      batch.batchCount = 0
      return batch
    }
    #expect(try run(batches) == Self.data)
  }

  @Test func limitIsInclusive() throws {
    #expect(try run(Batches.python("m", Self.data), maxBytes: 100) == Self.data)
    let error = #expect(throws: ProviderError.self) {
      _ = try run(Batches.python("m", Self.data), maxBytes: 99)
    }
    #expect(error?.code == .datasetTooLarge)
  }

  @Test(arguments: Fault.allCases)
  func faultsAreRefused(_ fault: Fault) {
    let error = #expect(throws: ProviderError.self) { _ = try run(fault.batches(Self.data)) }
    #expect(error?.code == .invalidUpload)
    #expect(error?.field == fault.field)
  }

  @Test func javaScriptMustRepeatTheFile() {
    var batches = Batches.javaScript("m", Self.data)
    batches[2].data[0] = 1
    #expect(throws: ProviderError.self) { _ = try run(batches) }
    batches = Batches.javaScript("m", Self.data)
    batches[1].data = Data()
    #expect(throws: ProviderError.self) { _ = try run(batches) }
    batches = Batches.javaScript("m", Self.data)
    #expect(throws: ProviderError.self) { _ = try run(batches + batches) }
  }

  private func run(_ batches: [Training_UploadInput], maxBytes: UInt64 = 1000) throws -> Data {
    var progress = try UploadProgress(batches[0], maxBytes: maxBytes, maxBatchBytes: 200)
    let data = try batches.reduce(into: Data()) { $0 += try progress.accept($1) }
    try progress.finish()
    return data
  }
}
