import Testing

@testable import TrainingProvider

/// Which uploads can be replaced by another one for the same model.
@Suite struct ActiveUploadsTests {
  private let uploads = ActiveUploads(UploadLimits(takeoverSilence: .milliseconds(20)))

  @Test func silentUploadsCanBeReplaced() async throws {
    _ = try await silentUpload()
    #expect(uploads.mayTakeOver(modelID: "m"))
    #expect(!uploads.mayTakeOver(modelID: "n"))
  }

  /// While the file is written to disk, the client has nothing more to send.
  @Test func completeUploadsCannotBeReplaced() async throws {
    let upload = try await silentUpload()
    try await upload.watch.run {}
    try #require(!uploads.mayTakeOver(modelID: "m"))
    let successor = uploads.open()
    try await uploads.takeOver(modelID: "m", for: successor)
    #expect(!successor.hasPlace)
    #expect(!upload.watch.isStopped)
  }

  @Test func oneUploadReplacesAnother() async throws {
    let upload = try await silentUpload()
    let (first, second) = (uploads.open(), uploads.open())
    let takeover = Task { [uploads] in try await uploads.takeOver(modelID: "m", for: first) }
    try await eventually("the silent upload goes on") { upload.watch.isStopped }
    #expect(first.hasPlace)
    try #require(!uploads.mayTakeOver(modelID: "m"))
    // It doesn't wait for the end of the silent upload.
    try await uploads.takeOver(modelID: "m", for: second)
    #expect(!second.hasPlace)
    uploads.close(upload)
    try await takeover.value
  }

  /// An upload with a place that has been silent for long enough.
  private func silentUpload() async throws -> ActiveUpload {
    let upload = uploads.open()
    try await uploads.admit(upload)
    uploads.register(upload, for: "m")
    upload.watch.recordReceived(1)
    upload.watch.beginWaiting()
    try await Task.sleep(for: .milliseconds(40))
    return upload
  }
}
