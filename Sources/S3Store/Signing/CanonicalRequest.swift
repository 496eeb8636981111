import Crypto
import Foundation

/// A request in the form in which it is signed.
///
/// Source: "Create a signed AWS API request" and, for the encoding of paths, "Authenticating Requests:
/// Using the Authorization Header" in AWS's documentation. Unlike other services, S3 encodes a path once
/// and doesn't normalize it.
struct CanonicalRequest: Hashable {
  /// The lines that are hashed.
  let text: String

  /// The names of the headers that are signed, separated by semicolons.
  let signedHeaders: String

  /// - Parameters:
  ///   - method: for example `GET`.
  ///   - path: the path, encoded.
  ///   - query: names and values, not encoded.
  ///   - headers: the headers to sign, with the host.
  ///   - payloadDigest: the SHA-256 digest of the body in hexadecimal digits.
  init(
    method: String, path: String, query: [(name: String, value: String)],
    headers: [(name: String, value: String)], payloadDigest: String
  ) {
    let fields = Self.fields(headers)
    signedHeaders = fields.map(\.name).joined(separator: ";")
    text = [
      method, path, Self.query(query),
      fields.map { "\($0.name):\($0.value)\n" }.joined(), signedHeaders, payloadDigest,
    ].joined(separator: "\n")
  }

  /// The digest of the lines, in hexadecimal digits.
  var digest: String { SHA256.hash(data: Data(text.utf8)).hexadecimal }

  /// The query, encoded and sorted by names and then by values.
  static func query(_ items: [(name: String, value: String)]) -> String {
    items.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
      .sorted { $0 < $1 }
      .map { "\($0)=\($1)" }
      .joined(separator: "&")
  }

  /// Names in lower case, sorted; the values of one name together, without superfluous spaces.
  private static func fields(
    _ headers: [(name: String, value: String)]
  ) -> [(name: String, value: String)] {
    var values: [String: [String]] = [:]
    for header in headers {
      let words = header.value.split { $0 == " " || $0 == "\t" || $0.isNewline }
      values[header.name.lowercased(), default: []].append(words.joined(separator: " "))
    }
    return values.sorted { $0.key < $1.key }
      .map { (name: $0.key, value: $0.value.joined(separator: ",")) }
  }
}
