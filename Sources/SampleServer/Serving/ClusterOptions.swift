import ArgumentParser
import Foundation
import TrainingProvider

#if Cluster
  import EtcdStore
  import ProviderCluster
#endif

/// What the server shares with others that do the same work.
struct ClusterOptions: ParsableArguments {
  @Option(
    name: .customLong("etcd"),
    help: ArgumentHelp(
      "A member of the etcd cluster that the servers share. Repeat it for each member.",
      discussion: "Needs --shared-folder. The data directory is still needed, one for each server.",
      valueName: "endpoint"))
  var members: [String] = []

  @Option(
    help: "The folder for datasets and models that the servers share.", completion: .directory)
  var sharedFolder: String?

  @Option(help: "What the servers' keys in etcd begin with.")
  var etcdPrefix = "training/"

  @Option(help: "After how many seconds others go on with the work of a server that is gone.")
  var claimSeconds: UInt16 = 30

  func validate() throws {
    guard members.isEmpty == (sharedFolder == nil) else {
      throw ValidationError("--etcd and --shared-folder need each other")
    }
    guard claimSeconds > 0 else { throw ValidationError("--claim-seconds has to be 1 or more") }
    #if Cluster
      for member in members where EtcdEndpoint(member) == nil {
        throw ValidationError("--etcd has to be HOST:PORT, but \(member) isn't")
      }
    #else
      guard members.isEmpty else {
        throw ValidationError("--etcd needs a server that was built with the trait Cluster")
      }
    #endif
  }
}

/// Where models, claims to jobs, and files are; each is the provider's default if it is `nil`.
struct SharedStores {
  var registry: (any ModelRegistry)?
  var claims: any JobClaims = LocalJobClaims()
  var blobs: (any BlobStore)?
}

extension ClusterOptions {
  /// Connects to what the servers share.
  func stores() async throws -> SharedStores {
    #if Cluster
      guard let sharedFolder else { return SharedStores() }
      let etcd = try EtcdClient(
        EtcdConfiguration(endpoints: members.compactMap { EtcdEndpoint($0) }))
      let claims = EtcdJobClaims(etcd, prefix: etcdPrefix, term: .seconds(Int(claimSeconds)))
      return SharedStores(
        registry: EtcdModelRegistry(sharing: claims), claims: claims,
        blobs: try await SharedFolderStore(
          root: URL(fileURLWithPath: sharedFolder, isDirectory: true)))
    #else
      return SharedStores()
    #endif
  }
}
