import Crypto
public import Foundation

/// A SHA-256 digest (FIPS 180-4).
public struct BlobDigest: Hashable, Sendable {
  /// The 32 bytes of the digest.
  public let bytes: [UInt8]

  /// Computes the digest of data.
  public init(of data: Data) {
    bytes = Array(SHA256.hash(data: data))
  }

  /// Reads a digest of 64 hexadecimal digits in upper or lower case; `nil` if the text isn't one.
  public init?(hexadecimal text: String) {
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 64, text.utf8.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  /// Computes the digest of a file. Blocks the thread.
  package init(ofFileAt url: URL) throws {
    let file = try FileHandle(forReadingFrom: url)
    defer { try? file.close() }
    var hash = SHA256()
    while let data = try file.read(upToCount: 1 << 20), !data.isEmpty { hash.update(data: data) }
    self.init(hash.finalize())
  }

  /// A digest of 32 bytes that were computed before; `nil` if there are more or fewer.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
  }

  init(_ digest: SHA256.Digest) {
    bytes = Array(digest)
  }
}

extension BlobDigest: CustomStringConvertible {
  /// The digest as 64 hexadecimal digits in lower case.
  public var description: String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0\(digits)" : digits
    }.joined()
  }
}
