import Crypto
import Foundation
import TestSupport
import Testing

@testable import S3Store

/// Signatures are held against those that AWS has published.
@Suite struct SignatureTests {
  private struct Vectors: Decodable {
    let source: String
    let accessKeyID: String
    let secretAccessKey: String
    let region: String
    let service: String
    let vectors: [Vector]
  }

  private struct Vector: Decodable {
    let name: String
    let method: String
    let path: String
    let query: [[String]]
    let headers: [[String]]
    let body: String
    let canonicalDigest: String
    let signature: String
  }

  @Test(arguments: ["suite": 20, "s3": 4])
  func publishedSignaturesAreMade(_ file: String, _ count: Int) throws {
    let data = try Data(
      contentsOf: Repository.file("Tests/S3StoreTests/Vectors/\(file).json"))
    let known = try JSONDecoder().decode(Vectors.self, from: data)
    #expect(known.vectors.count == count)
    let signer = RequestSigner(
      credentials: S3Credentials(
        accessKeyID: known.accessKeyID, secretAccessKey: known.secretAccessKey),
      region: known.region, service: known.service)
    for vector in known.vectors {
      let request = CanonicalRequest(
        method: vector.method, path: PercentEncoding.encode(vector.path, keepsSlashes: true),
        query: vector.query.map { ($0[0], $0[1]) }, headers: vector.headers.map { ($0[0], $0[1]) },
        payloadDigest: SHA256.hash(data: Data(vector.body.utf8)).hexadecimal)
      #expect(request.digest == vector.canonicalDigest, "\(vector.name)")
      let stamp = try #require(vector.headers.first { $0[0].lowercased() == "x-amz-date" })[1]
      let time = try #require(Self.time(stamp))
      #expect(time.stamp == stamp)
      #expect(signer.signature(of: request, at: time) == vector.signature, "\(vector.name)")
      let authorization = signer.authorization(of: request, at: time)
      #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=\(known.accessKeyID)/"))
      #expect(authorization.hasSuffix("Signature=\(vector.signature)"))
      #expect(!authorization.contains(known.secretAccessKey))
    }
  }

  private static func time(_ stamp: String) -> SigningTime? {
    let style = Date.ISO8601FormatStyle(
      dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
    return (try? Date(stamp, strategy: style)).map(SigningTime.init)
  }
}
