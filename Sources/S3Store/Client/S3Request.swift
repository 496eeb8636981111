import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// A request for a bucket or an object in it. It can be sent more than once.
struct S3Request: Sendable {
  var method: HTTPMethod
  /// The object; `nil` for the bucket.
  var key: String?
  /// Names and values, not encoded.
  var query: [(name: String, value: String)] = []
  /// The headers but for those that every request has.
  var headers: [(name: String, value: String)] = []
  var body: S3Body = .empty

  /// How many bytes the answer has if all goes well, for the time that it may take.
  var expectedBytes = 0
}

/// The body of a request with its digest.
struct S3Body: Sendable {
  let bytes: ByteBuffer
  let digest: SHA256.Digest

  static let empty = S3Body(ByteBuffer())

  /// Computes the digest. For large bodies, do that on a thread for it.
  init(_ bytes: ByteBuffer) {
    self.bytes = bytes
    digest = bytes.withUnsafeReadableBytes { SHA256.hash(data: $0) }
  }

  init(_ data: Data) {
    self.init(ByteBuffer(bytes: data))
  }

  init(text: String) {
    self.init(ByteBuffer(string: text))
  }

  /// The digest as the store wants it in `x-amz-checksum-sha256`.
  var checksum: String { Data(digest).base64EncodedString() }

  /// The other digest, which some requests need.
  var contentMD5: String {
    bytes.withUnsafeReadableBytes { Data(Insecure.MD5.hash(data: $0)) }.base64EncodedString()
  }
}
