import NIOCore
import Synchronization
import TrainingProvider

/// Stores an object while its bytes arrive: in one request if they fit into a part, otherwise in parts, of
/// which several are on their way at once.
///
/// One task at a time adds bytes. In the end, it always calls ``finish()`` or ``discard()``.
final class ObjectUpload: Sendable {
  let key: String
  private let client: S3Client
  private let partBytes: Int
  /// The places for parts on their way, which all uploads share. They bound the memory.
  private let places: WorkPlaces
  private let state = Mutex(State())

  private struct State {
    /// The bytes that haven't been sent.
    var buffer = ByteBuffer()
    var upload: String?
    var parts: [Task<StoredPart, any Error>] = []
    var hasFailed = false
  }

  init(of key: String, partBytes: Int, client: S3Client, places: WorkPlaces) {
    self.key = key
    self.partBytes = partBytes
    self.client = client
    self.places = places
  }

  /// Adds bytes. Waits while too many parts are on their way.
  func append(_ bytes: ByteBuffer) async throws {
    var bytes = bytes
    while bytes.readableBytes > 0 {
      let isFull = state.withLock { state in
        let room = partBytes - state.buffer.readableBytes
        if var taken = bytes.readSlice(length: min(room, bytes.readableBytes)) {
          state.buffer.writeBuffer(&taken)
        }
        return state.buffer.readableBytes == partBytes && bytes.readableBytes > 0
      }
      if isFull { try await sendPart() }
    }
  }

  /// Stores what is left, and makes the object visible.
  ///
  /// - Returns: the digests of the parts, in hexadecimal digits.
  func finish() async throws -> [String] {
    let (buffer, upload) = state.withLock { ($0.buffer, $0.upload) }
    guard let upload else {
      guard buffer.readableBytes > 0 else { return [] }
      let body = try await sendingOne { [client, key] in
        let body = try await client.files.run { S3Body(buffer) }
        try await client.put(body, as: key)
        return body
      }
      return [body.digest.hexadecimal]
    }
    if buffer.readableBytes > 0 { try await sendPart() }
    var parts: [StoredPart] = []
    for part in state.withLock(\.parts) { parts.append(try await part.value) }
    try await client.completeUpload(upload, of: key, parts)
    state.withLock { $0.upload = nil }
    return parts.map(\.digest)
  }

  /// Stops sending, and lets the store drop the parts that it has.
  func discard() async throws {
    let (parts, upload) = state.withLock { state in
      defer { (state.parts, state.upload, state.buffer) = ([], nil, ByteBuffer()) }
      return (state.parts, state.upload)
    }
    for part in parts { part.cancel() }
    // A part that arrives after the upload was aborted would stay.
    for part in parts { _ = await part.result }
    if let upload { try await client.abortUpload(upload, of: key) }
  }

  private func sendPart() async throws {
    let upload = try await begun()
    try await places.enter()
    let failure = state.withLock { state -> Task<StoredPart, any Error>? in
      guard !state.hasFailed else { return state.parts.first }
      let (bytes, number) = (state.buffer, state.parts.count + 1)
      state.buffer = ByteBuffer()
      state.parts.append(
        Task { [self] in
          defer { places.leave() }
          return try await send(bytes, as: number, in: upload)
        })
      return nil
    }
    guard failure != nil else { return }
    places.leave()
    // One of them says why.
    for part in state.withLock(\.parts) { _ = try await part.value }
    throw CancellationError()
  }

  private func send(
    _ bytes: ByteBuffer, as number: Int, in upload: String
  ) async throws -> StoredPart {
    do {
      let body = try await client.files.run { S3Body(bytes) }
      return try await client.put(body, as: number, of: key, in: upload)
    } catch {
      state.withLock { $0.hasFailed = true }
      throw error
    }
  }

  private func begun() async throws -> String {
    if let upload = state.withLock(\.upload) { return upload }
    let upload = try await client.beginUpload(of: key)
    state.withLock { $0.upload = upload }
    return upload
  }

  private func sendingOne<T: Sendable>(_ send: () async throws -> T) async throws -> T {
    try await places.enter()
    defer { places.leave() }
    return try await send()
  }
}
