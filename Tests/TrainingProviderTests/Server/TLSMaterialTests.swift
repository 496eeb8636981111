import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

/// The files of a listener that can't be used, and what is said about them.
@Suite struct TLSMaterialTests {
  @Test func goodFilesMakeAContext() async throws {
    try await withFiles { files, _ in
      let material = try TLSMaterial(files)
      _ = try material.context()
      let expiry = try #require(material.expiry)
      #expect(expiry > Date() && expiry < Date(timeIntervalSinceNow: 3 * 24 * 60 * 60))
      let other = try TLSMaterial(files)
      #expect(material == other)
    }
  }

  @Test func missingFilesAreNamed() async throws {
    try await withFiles { files, _ in
      for file in [files.certificate, files.privateKey] {
        try FileManager.default.moveItem(at: file, to: file.appendingPathExtension("moved"))
        expect("cannot be read", about: file) { try TLSMaterial(files) }
        try FileManager.default.moveItem(at: file.appendingPathExtension("moved"), to: file)
      }
      var files = files
      let authority = files.certificate.appendingPathExtension("authority")
      files.clientAuthority = authority
      expect("cannot be read", about: authority) { try TLSMaterial(files) }
    }
  }

  @Test func otherContentIsNamed() async throws {
    try await withFiles { files, _ in
      var swapped = files
      swapped.certificate = files.privateKey
      swapped.privateKey = files.certificate
      expect("no certificate in PEM", about: swapped.certificate) {
        try TLSMaterial(swapped).context()
      }
      swapped.certificate = files.certificate
      expect("no private key in PEM", about: swapped.privateKey) {
        try TLSMaterial(swapped).context()
      }
    }
  }

  @Test func keysOfOtherCertificatesAreRefused() async throws {
    try await withFiles { files, authority in
      var mixed = TLSFiles.test("other", in: files.certificate.deletingLastPathComponent())
      try await authority.issue(to: mixed)
      mixed.privateKey = files.privateKey
      expect(
        "isn't the key of the certificate in \(mixed.certificate.path)", about: mixed.privateKey
      ) {
        try TLSMaterial(mixed).context()
      }
    }
  }

  @Test func certificatesHaveToBeValid() async throws {
    try await withFiles { files, _ in
      let material = try TLSMaterial(files)
      let day: TimeInterval = 24 * 60 * 60
      expect("expired on", about: files.certificate) {
        try material.context(at: Date(timeIntervalSinceNow: 3 * day))
      }
      expect("isn't valid before", about: files.certificate) {
        try material.context(at: Date(timeIntervalSinceNow: -day))
      }
    }
  }

  @Test func authoritiesHaveToBeValid() async throws {
    try await withFiles { files, _ in
      var files = files
      files.clientAuthority = files.privateKey
      expect("no certificate in PEM", about: files.privateKey) {
        try TLSMaterial(files).context()
      }
    }
  }

  private func withFiles(
    _ body: (TLSFiles, TestAuthority) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { folder in
      let authority = try await TestAuthority("authority", in: folder)
      let files = TLSFiles.test("server", in: folder)
      try await authority.issue(to: files)
      try await body(files, authority)
    }
  }

  private func expect<T>(
    _ reason: String, about file: URL, location: SourceLocation = #_sourceLocation,
    _ body: () throws -> T
  ) {
    let error = #expect(throws: ProviderError.self, sourceLocation: location) { _ = try body() }
    #expect(error?.code == .invalidConfiguration, sourceLocation: location)
    let message = error?.message ?? ""
    #expect(message.contains("TLS file \(file.path) "), sourceLocation: location)
    #expect(message.contains(reason), "\(message)", sourceLocation: location)
  }
}
