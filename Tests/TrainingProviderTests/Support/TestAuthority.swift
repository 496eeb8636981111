import Foundation
import TestSupport
import Testing
import TrainingProvider

/// An authority whose certificates `openssl` makes for a test.
struct TestAuthority: Sendable {
  /// The authority's own certificate.
  let certificate: URL

  private let key: URL

  /// Makes an authority with files in a folder.
  init(_ name: String, in folder: URL) async throws {
    certificate = folder.appendingPathComponent("\(name).pem")
    key = folder.appendingPathComponent("\(name).key")
    try await Self.openssl(
      ["req", "-x509", "-out", certificate.path, "-days", "2"] + Self.request(key, name))
  }

  /// Issues a certificate for 127.0.0.1, and writes it with its key to files, which are replaced.
  ///
  /// - Parameter days: for how many days it is valid. With -1, it has expired.
  func issue(to files: TLSFiles, days: Int = 2) async throws {
    let request = files.certificate.appendingPathExtension("request").path
    try await Self.openssl(
      ["req", "-new", "-out", request, "-addext", "subjectAltName=IP:127.0.0.1"]
        + Self.request(files.privateKey, "127.0.0.1"))
    try await Self.openssl([
      "x509", "-req", "-in", request, "-CA", certificate.path, "-CAkey", key.path, "-days",
      "\(days)", "-copy_extensions", "copy", "-out", files.certificate.path,
    ])
  }

  /// The arguments for a new key and for the name of its owner.
  private static func request(_ key: URL, _ name: String) -> [String] {
    [
      "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key.path,
      "-subj", "/CN=\(name)",
    ]
  }

  private static func openssl(_ arguments: [String]) async throws {
    let outcome = try await Command("openssl", arguments).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
  }
}

extension TLSFiles {
  /// Files in a folder, which are read often.
  static func test(_ name: String, in folder: URL, authority: TestAuthority? = nil) -> TLSFiles {
    TLSFiles(
      certificate: folder.appendingPathComponent("\(name).pem"),
      privateKey: folder.appendingPathComponent("\(name).key"),
      clientAuthority: authority?.certificate, reloadInterval: .milliseconds(20))
  }
}
