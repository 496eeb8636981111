import GRPCCore

/// What an error of one attempt means. etcd's errors are told apart by their texts, because many of them
/// share a status code.
enum Failure {
  /// Another attempt may succeed. If the first one was a change, it may have been made.
  case temporary
  /// Another attempt may succeed, and nothing was changed.
  case refusedForNow
  /// The token is no longer valid.
  case staleToken
  /// Another attempt would fail as well.
  case final(EtcdError)

  init(_ error: any Error) {
    guard let error = error as? RPCError else {
      self = .final(EtcdError(.refused, "the call to etcd failed", cause: error))
      return
    }
    let text = error.message
    switch error.code {
    case .resourceExhausted where text.contains("too many requests"):
      self = .refusedForNow
    case .resourceExhausted where text.contains("space exceeded"):
      self = .final(
        EtcdError(
          .outOfSpace,
          "etcd's store is full: compact and defragment it, or raise --quota-backend-bytes, then run "
            + "etcdctl alarm disarm", cause: error))
    case .resourceExhausted,
      .invalidArgument where text.contains("too large") || text.contains("too many operations"):
      self = .final(
        EtcdError(.tooLarge, "the request to etcd is too large (\(text))", cause: error))
    case .unauthenticated where text.contains("invalid auth token"),
      .invalidArgument where text.contains("user name is empty"),
      .invalidArgument where text.contains("revision of auth store is old"):
      self = .staleToken
    case .invalidArgument where text.contains("authentication failed"), .unauthenticated:
      self = .final(
        EtcdError(
          .unauthenticated,
          "etcd didn't accept the user (\(text)): check the name and the password", cause: error))
    case .permissionDenied:
      self = .final(
        EtcdError(
          .permissionDenied,
          "etcd refused access (\(text)): give the user a role for the keys", cause: error))
    case .outOfRange where text.contains("compacted"):
      self = .final(EtcdError(.compacted, "the revision was compacted", cause: error))
    case .notFound where text.contains("lease"):
      self = .final(EtcdError(.leaseNotFound, "the lease has ended", cause: error))
    case .unavailable, .deadlineExceeded, .cancelled, .aborted, .internalError, .unknown, .dataLoss:
      self = .temporary
    default:
      self = .final(EtcdError(.refused, "etcd refused the call (\(text))", cause: error))
    }
  }
}
