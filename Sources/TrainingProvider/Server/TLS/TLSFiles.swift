public import Foundation

/// The files with the certificates of a listener, in PEM.
///
/// They are checked every ``reloadInterval``. When they have changed, new connections use the new
/// certificates, and open ones go on with the old ones. If the new files can't be used, for example
/// because only one of them has been replaced yet, the old certificates stay in use and the log
/// says why.
public struct TLSFiles: Hashable, Sendable {
  /// The server's certificate, and after it the intermediate ones that lead to its authority.
  public var certificate: URL

  /// The private key of the server's certificate, without a password.
  public var privateKey: URL

  /// The certificates of the authorities that have to have issued a client's certificate; `nil` if
  /// clients need none.
  public var clientAuthority: URL?

  /// How often the files are read to find changes.
  public var reloadInterval: Duration

  /// Creates a description of files.
  ///
  /// - Parameters:
  ///   - certificate: the server's certificate, and after it the intermediate ones.
  ///   - privateKey: the private key of the certificate.
  ///   - clientAuthority: the authorities of clients' certificates. Without it, any client can
  ///     connect.
  ///   - reloadInterval: how often the files are read to find changes.
  public init(
    certificate: URL, privateKey: URL, clientAuthority: URL? = nil,
    reloadInterval: Duration = .seconds(10)
  ) {
    self.certificate = certificate
    self.privateKey = privateKey
    self.clientAuthority = clientAuthority
    self.reloadInterval = reloadInterval
  }
}
