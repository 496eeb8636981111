import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import TrainingProvider

/// An answer that says that a request failed.
struct S3Refusal: Error {
  let status: Int
  /// The store's name for the problem, for example `SlowDown`; empty if it gave none.
  var code = ""
  /// The store's explanation. The rest of the answer isn't kept: it can contain the session token.
  var message = ""
  var requestID: String?
  /// The region in which the bucket is, if it isn't the one of the request.
  var region: String?

  /// How many bytes of such an answer are read.
  private static let maxBytes = 64 << 10

  /// Reads an answer with an error.
  init(_ response: HTTPClientResponse) async {
    status = Int(response.status.code)
    requestID = response.headers.first(name: "x-amz-request-id")
    region = response.headers.first(name: "x-amz-bucket-region")
    guard let body = try? await response.body.collect(upTo: Self.maxBytes),
      let root = try? XMLReader.read(Array(body.readableBytesView))
    else { return }
    take(root)
  }

  /// An error in an answer that began as a success.
  init(status: Int, _ root: XMLElement) {
    self.status = status
    take(root)
  }

  private mutating func take(_ root: XMLElement) {
    code = Clipping.logLine(root["Code"] ?? "", toBytes: 64)
    message = Clipping.logLine(root["Message"] ?? "", toBytes: 256)
    region = region ?? root["Region"]
    requestID = requestID ?? root["RequestId"].map { Clipping.logLine($0, toBytes: 128) }
  }
}
