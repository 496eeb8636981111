import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A part that the store has.
struct StoredPart: Hashable {
  var number: Int
  var bytes: Int
  /// The store's name for its content, in quotes.
  var tag: String
  /// The digest in base64.
  var checksum: String
  /// The digest in hexadecimal digits.
  var digest: String
}

extension S3Client {
  /// Begins to store an object in parts.
  ///
  /// - Returns: the upload's identifier.
  func beginUpload(of key: String) async throws -> String {
    var request = S3Request(method: .POST, key: key, query: [("uploads", "")])
    if configuration.sendsChecksums {
      request.headers = [("x-amz-checksum-algorithm", "SHA256")]
    }
    let answer = try await send(request) { try await Self.xml($0) }
    guard let id = answer["UploadId"], !id.isEmpty else {
      throw S3Error(.refused, "the store began an upload without saying its identifier")
    }
    return id
  }

  /// Stores a part.
  func put(_ body: S3Body, as number: Int, of key: String, in upload: String) async throws
    -> StoredPart
  {
    let request = S3Request(
      method: .PUT, key: key, query: [("partNumber", "\(number)"), ("uploadId", upload)],
      headers: checksum(of: body), body: body)
    let tag = try await send(request) { response in
      let tag = response.headers.first(name: "etag")
      try await Self.ignoreBody(response)
      guard let tag else { throw DamagedAnswer() }
      return tag
    }
    return StoredPart(
      number: number, bytes: body.bytes.readableBytes, tag: tag, checksum: body.checksum,
      digest: body.digest.hexadecimal)
  }

  /// Makes one object of the parts.
  func completeUpload(_ upload: String, of key: String, _ parts: [StoredPart]) async throws {
    let list = parts.map { part in
      "<Part>" + XMLText.element("PartNumber", "\(part.number)")
        + XMLText.element("ETag", part.tag)
        + (configuration.sendsChecksums
          ? XMLText.element("ChecksumSHA256", part.checksum) : "") + "</Part>"
    }
    let body = S3Body(
      text: "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + "\(list.joined())</CompleteMultipartUpload>")
    // Stores may take minutes for many parts, and say so only by not answering.
    let request = S3Request(
      method: .POST, key: key, query: [("uploadId", upload)],
      headers: [("content-type", "application/xml")], body: body,
      expectedBytes: parts.count << 16)
    do {
      _ = try await send(request) { try await Self.xml($0) }
    } catch let error as S3Error where error.code == .notFound {
      // An earlier attempt may have succeeded without an answer. Nobody else writes this object.
      let bytes = parts.reduce(UInt64(0)) { $0 + UInt64($1.bytes) }
      guard try await head(key)?.bytes == bytes else { throw error }
    }
  }

  /// Gives up an upload, so that the store drops its parts. Does nothing if it is over.
  func abortUpload(_ upload: String, of key: String) async throws {
    try await ignoringMissing {
      try await send(S3Request(method: .DELETE, key: key, query: [("uploadId", upload)])) {
        try await Self.ignoreBody($0)
      }
    }
  }
}
