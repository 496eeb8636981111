import Foundation
import NIOSSL

/// What the TLS files of a listener contained when they were read.
struct TLSMaterial: Equatable, Sendable {
  private let files: TLSFiles
  private let certificate: [UInt8]
  private let privateKey: [UInt8]
  private let clientAuthority: [UInt8]?

  /// Reads the files. Blocks the thread.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``, which names the
  ///   file.
  init(_ files: TLSFiles) throws(ProviderError) {
    self.files = files
    certificate = try Self.read(files.certificate)
    privateKey = try Self.read(files.privateKey)
    clientAuthority = try files.clientAuthority.map { file throws(ProviderError) in
      try Self.read(file)
    }
  }

  /// A context for connections.
  ///
  /// - Parameter now: the time at which the certificates have to be valid.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if a file is not
  ///   what it should be, if a certificate isn't valid, or if the key isn't that of the
  ///   certificate.
  func context(at now: Date = Date()) throws(ProviderError) -> NIOSSLContext {
    let chain = try certificates(certificate, in: files.certificate, at: now)
    let key = try key()
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["h2"]
    if let file = files.clientAuthority, let clientAuthority {
      configuration.trustRoots = .certificates(try certificates(clientAuthority, in: file, at: now))
      configuration.certificateVerification = .noHostnameVerification
      configuration.sendCANameList = true
    }
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch NIOSSLError.failedToLoadPrivateKey {
      throw Self.unusable(
        files.privateKey, "it isn't the key of the certificate in \(files.certificate.path)")
    } catch {
      throw Self.unusable(files.certificate, "\(error)")
    }
  }

  /// When the first of the server's certificates ceases to be valid; `nil` if there are none.
  var expiry: Date? {
    let certificates = try? NIOSSLCertificate.fromPEMBytes(certificate)
    return certificates?.map(\.expiry).min()
  }

  private func certificates(
    _ bytes: [UInt8], in file: URL, at now: Date
  ) throws(ProviderError) -> [NIOSSLCertificate] {
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty
    else { throw Self.unusable(file, "it contains no certificate in PEM") }
    for certificate in certificates {
      guard certificate.expiry > now else {
        throw Self.unusable(
          file, "its certificate expired on \(certificate.expiry.ISO8601Format()); renew it")
      }
      guard certificate.begin <= now else {
        throw Self.unusable(
          file,
          "its certificate isn't valid before \(certificate.begin.ISO8601Format()); check the "
            + "machine's clock")
      }
    }
    return certificates
  }

  private func key() throws(ProviderError) -> NIOSSLPrivateKey {
    do {
      return try NIOSSLPrivateKey(bytes: privateKey, format: .pem)
    } catch {
      throw Self.unusable(files.privateKey, "it contains no private key in PEM without a password")
    }
  }

  private static func read(_ file: URL) throws(ProviderError) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: file))
    } catch {
      throw unusable(file, "it cannot be read (\(error.localizedDescription))")
    }
  }

  private static func unusable(_ file: URL, _ reason: String) -> ProviderError {
    ProviderError(.invalidConfiguration, "the TLS file \(file.path) cannot be used: \(reason)")
  }
}

extension NIOSSLCertificate {
  fileprivate var begin: Date { Date(timeIntervalSince1970: TimeInterval(notValidBefore)) }
  fileprivate var expiry: Date { Date(timeIntervalSince1970: TimeInterval(notValidAfter)) }
}
