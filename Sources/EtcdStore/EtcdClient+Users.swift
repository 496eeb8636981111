import SwiftProtobuf

extension EtcdClient {
  /// Creates a user with all rights and begins to demand names and passwords. For tests and for setting
  /// up a cluster: etcd demands a user `root` before it checks anybody.
  ///
  /// - Throws: ``EtcdError``
  package func demandUser(root password: String) async throws {
    let user = Etcdserverpb_AuthUserAddRequest.with {
      $0.name = "root"
      $0.password = password
    }
    let role = Etcdserverpb_AuthUserGrantRoleRequest.with {
      $0.user = "root"
      $0.role = "root"
    }
    try await call(isRepeatable: false) { member, metadata, options in
      _ = try await member.users.userAdd(user, metadata: metadata, options: options)
      _ = try await member.users.roleAdd(
        .with { $0.name = "root" }, metadata: metadata, options: options)
      _ = try await member.users.userGrantRole(role, metadata: metadata, options: options)
      _ = try await member.users.authEnable(
        Etcdserverpb_AuthEnableRequest(), metadata: metadata, options: options)
    }
  }
}
