import JSONText

/// Finds endpoints that don't lead to where the provider listens.
enum ProviderAddress: Rule {
  static let summary = RuleSummary(
    "provider-address", .error,
    reason: "An endpoint has another port, host or scheme than the provider.",
    affects: "The daemon, whose calls don't reach the provider.",
    remedy: "Write the address that the provider listens on.")

  static func check(_ settings: Settings) -> [Breach] {
    guard let provider = settings.provider else { return [] }
    return [
      (KnownKey.serviceEndpoint, provider.service),
      (.maintenanceEndpoint, provider.maintenance),
    ].compactMap { key, listener in
      guard settings.member(key) != nil, listener.port != 0,
        let endpoint = settings.endpoint(key), endpoint.port != nil,
        let reason = difference(of: endpoint, from: listener, key)
      else { return nil }
      return Breach(
        of: key, in: settings, reason, "the daemon's calls fail", write: key.line(listener.url))
    }
  }

  private static func difference(
    of endpoint: Endpoint, from listener: ProviderEndpoints.Listener, _ key: KnownKey
  ) -> String? {
    if endpoint.port != listener.port {
      return "\(key.name) has port \(endpoint.port ?? 0), but the provider listens on "
        + "\(listener.port)"
    }
    if (endpoint.scheme == "https") != listener.usesTLS {
      return "\(key.name) has the scheme \(endpoint.scheme), but the provider "
        + (listener.usesTLS ? "expects TLS" : "doesn't use TLS")
    }
    return isUnreachable(listener.host, from: endpoint)
      ? "\(key.name) has the host \(endpoint.host), but the provider listens on \(listener.host)"
      : nil
  }

  /// Whether an endpoint's host can't be the address that a server listens on. Names other than
  /// `localhost` aren't looked up.
  private static func isUnreachable(_ host: String, from endpoint: Endpoint) -> Bool {
    let (own, wanted) = (HostName(host), HostName(endpoint.host))
    guard own.isAddress || own.isLoopback, wanted.isAddress || wanted.isLocal, !own.isWildcard
    else { return false }
    if own.isLoopback { return !wanted.isLocal }
    return wanted.isLocal || host.lowercased() != endpoint.host.lowercased()
  }
}
