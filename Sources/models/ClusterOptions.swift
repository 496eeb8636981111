#if Cluster
  import ArgumentParser
  import EtcdStore
  import Foundation
  import ProviderCluster
  import TrainingProvider

  /// Where the nodes of a provider keep what they share. Without etcd, everything is in a data directory.
  struct ClusterOptions: ParsableArguments {
    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp(
        "The members of the etcd cluster with the registry.", valueName: "host:port ..."),
      transform: Self.endpoint)
    var etcd: [EtcdEndpoint] = []

    @Option(help: "What the registry's keys in etcd begin with.")
    var etcdPrefix = EtcdJobClaims.defaultPrefix

    @Option(
      help: """
        The user of etcd, if it demands one. The password is read from the environment variable \
        TRAINING_ETCD_PASSWORD, or from the first line of a file.
        """)
    var etcdUser: String?

    @Option(help: "The file with the user's password.", completion: .file())
    var etcdPasswordFile: String?

    @Flag(help: "Encrypt connections to etcd, trusting the system's certificate authorities.")
    var etcdTls = false

    @Option(
      help: "Encrypt connections to etcd, trusting the certificates in this PEM file.",
      completion: .file())
    var etcdCa: String?

    @Option(help: "The PEM file with the certificate to show to etcd.", completion: .file())
    var etcdCertificate: String?

    @Option(help: "The PEM file with the certificate's key.", completion: .file())
    var etcdKey: String?

    @Option(
      help: "The folder with datasets and artefacts that the machines share.",
      completion: .directory)
    var sharedFolder: String?

    func validate() throws {
      guard etcd.isEmpty == (sharedFolder == nil) else {
        throw ValidationError("--etcd and --shared-folder belong together")
      }
      guard (etcdCertificate == nil) == (etcdKey == nil) else {
        throw ValidationError("--etcd-certificate and --etcd-key belong together")
      }
      guard etcdUser == nil || password != nil else {
        throw ValidationError(
          "--etcd-user needs a password: set TRAINING_ETCD_PASSWORD, or name a readable "
            + "--etcd-password-file")
      }
    }

    /// The registry and the store; `nil` if they are in a data directory.
    ///
    /// Another kind of store is added here.
    func open() async throws -> (registry: EtcdModelRegistry, store: any BlobStore, folder: URL)? {
      guard !etcd.isEmpty, let sharedFolder else { return nil }
      let folder = URL(fileURLWithPath: sharedFolder, isDirectory: true)
      let registry = EtcdModelRegistry(try client(), prefix: etcdPrefix)
      return (registry, try await SharedFolderStore(root: folder), folder)
    }

    /// What operators do with the models; `nil` if they are in a data directory.
    func operations() async throws -> ModelOperations? {
      guard let (registry, store, folder) = try await open() else { return nil }
      return ModelOperations(registry: registry, blobs: store, in: folder) {
        try await registry.isInUse
      }
    }

    private func client() throws -> EtcdClient {
      do {
        return try EtcdClient(
          EtcdConfiguration(endpoints: etcd, security: security, credentials: credentials))
      } catch let error as EtcdError {
        throw ProviderError(.invalidConfiguration, error.message, cause: error)
      }
    }

    private var security: EtcdSecurity {
      guard etcdTls || etcdCa != nil || etcdCertificate != nil else { return .plaintext }
      let client = etcdCertificate.flatMap { certificate in
        etcdKey.map { EtcdSecurity.ClientCertificate(certificate: certificate, key: $0) }
      }
      return .tls(roots: etcdCa, client: client)
    }

    private var credentials: EtcdCredentials? {
      etcdUser.flatMap { user in password.map { EtcdCredentials(user: user, password: $0) } }
    }

    private var password: String? {
      guard let etcdPasswordFile else {
        return ProcessInfo.processInfo.environment["TRAINING_ETCD_PASSWORD"]
      }
      let text = try? String(contentsOfFile: etcdPasswordFile, encoding: .utf8)
      return text?.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init)
    }

    private static func endpoint(_ text: String) throws -> EtcdEndpoint {
      guard let endpoint = EtcdEndpoint(text) else {
        throw ValidationError("\(text) isn't an address of the form HOST:PORT")
      }
      return endpoint
    }
  }
#endif
