import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct ServerCertificatesTests {
  @Test func changedFilesReplaceTheContext() async throws {
    try await withCertificates { certificates, files, authority, log in
      let first = certificates.context
      certificates.reload()
      #expect(certificates.context === first)
      try await authority.issue(to: files)
      certificates.reload()
      #expect(certificates.context !== first)
      #expect(log.lines.filter { $0.contains("certificate replaced") }.count == 1)
    }
  }

  @Test func badFilesKeepTheContextAndAreReportedOnce() async throws {
    try await withCertificates { certificates, files, authority, log in
      let first = certificates.context
      let good = try Data(contentsOf: files.certificate)
      try Data("-----BEGIN CERTIFICATE-----".utf8).write(to: files.certificate)
      for _ in 0..<3 { certificates.reload() }
      #expect(certificates.context === first)
      #expect(failures(log).count == 1)
      #expect(failures(log).first?.contains(files.certificate.path) == true)
      try good.write(to: files.certificate)
      certificates.reload()
      #expect(certificates.context === first)
      try FileManager.default.removeItem(at: files.certificate)
      certificates.reload()
      #expect(failures(log).count == 2)
      try await authority.issue(to: files)
      certificates.reload()
      #expect(certificates.context !== first)
    }
  }

  @Test func expiredCertificatesReplaceNothing() async throws {
    try await withCertificates { certificates, files, authority, log in
      let first = certificates.context
      try await authority.issue(to: files, days: -1)
      certificates.reload()
      #expect(certificates.context === first)
      #expect(failures(log).first?.contains("expired on") == true)
    }
  }

  @Test func certificatesInUseThatExpireAreReportedOnce() async throws {
    try await withCertificates { certificates, _, _, log in
      let first = certificates.context
      for _ in 0..<3 { certificates.reload(at: Date(timeIntervalSinceNow: 3 * 24 * 60 * 60)) }
      #expect(certificates.context === first)
      #expect(failures(log).count == 1)
      #expect(failures(log).first?.contains("expired on") == true)
    }
  }

  private func failures(_ log: TestLog) -> [String] {
    log.lines.filter { $0.contains("the current one stays in use") }
  }

  private func withCertificates(
    _ body: (ServerCertificates, TLSFiles, TestAuthority, TestLog) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { folder in
      let authority = try await TestAuthority("authority", in: folder)
      let files = TLSFiles.test("server", in: folder)
      try await authority.issue(to: files)
      let log = TestLog()
      let certificates = try ServerCertificates(files, name: "test", logger: log.logger)
      try await body(certificates, files, authority, log)
    }
  }
}
