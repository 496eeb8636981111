/// How to reach an etcd cluster.
public struct EtcdConfiguration: Sendable {
  /// The members to ask. Name all of them: if one doesn't answer, the next one is asked.
  public var endpoints: [EtcdEndpoint]

  /// Whether connections are encrypted, and whom they trust.
  public var security: EtcdSecurity

  /// The user, if the cluster demands one.
  public var credentials: EtcdCredentials?

  /// How long a call may take in all, with its repetitions. After that, it fails with
  /// ``EtcdError/Code/unavailable``.
  public var timeout: Duration

  /// How long one member may take to answer before the next one is asked.
  public var attemptTimeout: Duration

  /// How often a connection with calls is tested. A connection whose other end says nothing for as long
  /// again is given up, and its calls go elsewhere. etcd closes connections that are tested more than
  /// every 5 seconds.
  public var keepalive: Duration

  /// Creates a configuration.
  public init(
    endpoints: [EtcdEndpoint], security: EtcdSecurity = .plaintext,
    credentials: EtcdCredentials? = nil, timeout: Duration = .seconds(10),
    attemptTimeout: Duration = .seconds(3), keepalive: Duration = .seconds(6)
  ) {
    self.endpoints = endpoints
    self.security = security
    self.credentials = credentials
    self.timeout = timeout
    self.attemptTimeout = attemptTimeout
    self.keepalive = keepalive
  }
}

/// A user of an etcd cluster and the password.
public struct EtcdCredentials: Hashable, Sendable {
  /// The user's name.
  public var user: String

  /// The user's password.
  public var password: String

  /// Creates credentials.
  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }
}

extension EtcdCredentials: CustomStringConvertible {
  /// The user. The password isn't shown.
  public var description: String { user }
}

/// How connections to etcd are secured. Files are in PEM format and are read when a client is created.
public enum EtcdSecurity: Hashable, Sendable {
  /// Not at all: for one machine, or a network that nobody else is on.
  case plaintext

  /// TLS.
  ///
  /// - Parameters:
  ///   - roots: the path of the certificates that the servers' certificates lead to; `nil` for those that
  ///     the system trusts.
  ///   - client: the certificate that this client shows; `nil` for none.
  case tls(roots: String?, client: ClientCertificate?)

  /// A certificate with its key.
  public struct ClientCertificate: Hashable, Sendable {
    /// The path of the certificate, followed by those that it leads to.
    public var certificate: String

    /// The path of the private key.
    public var key: String

    /// Creates a certificate.
    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }
}
