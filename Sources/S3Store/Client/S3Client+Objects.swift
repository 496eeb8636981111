import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import TrainingProvider

/// What the store says of an object.
struct StoredObject: Hashable {
  var bytes: UInt64
  /// The SHA-256 digest in hexadecimal digits, if it was stored with the object.
  var digest: String?
}

extension S3Client {
  /// The header with the digest of an object that was stored in one request.
  private static let digestHeader = "x-amz-meta-sha256"

  /// The largest object that is read as a whole.
  static let maxWholeBytes = 32 << 20

  /// Stores an object in one request.
  func put(_ body: S3Body, as key: String) async throws {
    var request = S3Request(method: .PUT, key: key, body: body)
    request.headers = [(Self.digestHeader, body.digest.hexadecimal)] + checksum(of: body)
    try await send(request) { try await Self.ignoreBody($0) }
  }

  /// Reads a whole object with a digest, and checks it.
  ///
  /// - Throws: ``S3Error`` with ``S3Error/Code/notFound`` or ``S3Error/Code/damaged``.
  func get(_ key: String) async throws -> Data {
    let request = S3Request(method: .GET, key: key, expectedBytes: 1 << 20)
    return try await send(request) { [files] response in
      let body = try await response.body.collect(upTo: Self.maxWholeBytes)
      let expected = response.headers.first(name: Self.digestHeader)
      return try await files.run {
        guard expected == S3Body(body).digest.hexadecimal else { throw DamagedAnswer() }
        return Data(body.readableBytesView)
      }
    }
  }

  /// Reads a part of an object, piece by piece.
  ///
  /// - Parameters:
  ///   - key: the object.
  ///   - range: the bytes.
  ///   - receive: takes the pieces. It is called anew, with a reader at the beginning, for each attempt.
  func read(
    _ key: String, _ range: Range<UInt64>,
    _ receive: @escaping @Sendable (HTTPClientResponse.Body) async throws -> Void
  ) async throws {
    var request = S3Request(method: .GET, key: key, expectedBytes: range.count)
    request.headers = [("range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")]
    try await send(request) { response in
      // A store may ignore the range and send everything.
      guard response.status == .partialContent || range.lowerBound == 0 else {
        throw DamagedAnswer()
      }
      try await receive(response.body)
    }
  }

  /// What the store says of an object; `nil` if there is none.
  func head(_ key: String) async throws -> StoredObject? {
    do {
      return try await send(S3Request(method: .HEAD, key: key)) { response in
        guard let length = response.headers.first(name: "content-length").flatMap(UInt64.init)
        else { throw DamagedAnswer() }
        return StoredObject(
          bytes: length, digest: response.headers.first(name: Self.digestHeader))
      }
    } catch let error as S3Error where error.code == .notFound {
      return nil
    }
  }

  /// Deletes objects. Those that don't exist are ignored.
  ///
  /// - Throws: ``S3Error`` if some of them couldn't be deleted.
  func delete(_ keys: [String]) async throws {
    if keys.count == 1, let key = keys.first {
      return try await ignoringMissing {
        try await send(S3Request(method: .DELETE, key: key)) { try await Self.ignoreBody($0) }
      }
    }
    for start in stride(from: 0, to: keys.count, by: 1000) {
      try await deleteTogether(Array(keys[start...].prefix(1000)))
    }
  }

  private func deleteTogether(_ keys: [String]) async throws {
    let objects = keys.map { "<Object>\(XMLText.element("Key", $0))</Object>" }
    let body = S3Body(
      text: "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>"
        + "\(objects.joined())</Delete>")
    var request = S3Request(method: .POST, query: [("delete", "")], body: body)
    request.headers = [("content-type", "application/xml"), ("content-md5", body.contentMD5)]
    request.headers += checksum(of: body)
    let answer = try await send(request) { try await Self.xml($0) }
    if let failed = answer.all("Error").first(where: { $0["Code"] != "NoSuchKey" }) {
      throw S3Error(
        failed["Code"] == "AccessDenied" ? .denied : .unavailable,
        "some objects couldn't be deleted (\(S3Refusal(status: 200, failed).code))")
    }
  }

  /// The headers with which the store checks a body, and keeps the checksum.
  func checksum(of body: S3Body) -> [(name: String, value: String)] {
    guard configuration.sendsChecksums else { return [] }
    return [
      ("x-amz-sdk-checksum-algorithm", "SHA256"), ("x-amz-checksum-sha256", body.checksum),
    ]
  }

  func ignoringMissing(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let error as S3Error where error.code == .notFound {
      return
    }
  }

  /// Reads an answer in XML, which may say that the request failed although it began as a success.
  static func xml(_ response: HTTPClientResponse) async throws -> XMLElement {
    let body = try await response.body.collect(upTo: 16 << 20)
    let root = try XMLReader.read(Array(body.readableBytesView))
    guard root.name != "Error" else { throw S3Refusal(status: 500, root) }
    return root
  }

  /// Reads an answer that says nothing, so that its connection can be used again.
  static func ignoreBody(_ response: HTTPClientResponse) async throws {
    for try await _ in response.body {}
  }
}

/// An answer isn't what it should be. Another one may be.
struct DamagedAnswer: Error {}
