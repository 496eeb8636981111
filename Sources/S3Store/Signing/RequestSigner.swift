import Crypto
import Foundation

/// Signs requests with a secret key, by Signature Version 4.
struct RequestSigner: Sendable {
  let credentials: S3Credentials
  let region: String
  var service = "s3"

  /// The value of the header `Authorization`.
  func authorization(of request: CanonicalRequest, at time: SigningTime) -> String {
    "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(time)), "
      + "SignedHeaders=\(request.signedHeaders), Signature=\(signature(of: request, at: time))"
  }

  /// The text whose code is the signature.
  func stringToSign(_ request: CanonicalRequest, at time: SigningTime) -> String {
    ["AWS4-HMAC-SHA256", time.stamp, scope(time), request.digest].joined(separator: "\n")
  }

  /// The signature, as hexadecimal digits.
  func signature(of request: CanonicalRequest, at time: SigningTime) -> String {
    let first = SymmetricKey(data: Data("AWS4\(credentials.secretAccessKey)".utf8))
    let key = [time.day, region, service, "aws4_request"].reduce(first) { key, part in
      SymmetricKey(data: Self.code(of: part, with: key))
    }
    return Self.code(of: stringToSign(request, at: time), with: key).hexadecimal
  }

  private func scope(_ time: SigningTime) -> String {
    "\(time.day)/\(region)/\(service)/aws4_request"
  }

  private static func code(
    of text: String, with key: SymmetricKey
  ) -> HashedAuthenticationCode<SHA256> {
    HMAC.authenticationCode(for: Data(text.utf8), using: key)
  }
}
