/// Finds addresses that should be different.
enum SharedEndpoint: Rule {
  static let summary = RuleSummary(
    "shared-endpoint", .error,
    reason: "Two of service_endpoint, model_maintenance_endpoint and daemon_endpoint are the same.",
    affects:
      "Everyone: on a shared port, anyone who pays for a call can delete the models of others.",
    remedy: "Serve training.Model on a port of its own.")

  static func check(_ settings: Settings) -> [Breach] {
    let service = settings.endpoint(.serviceEndpoint)
    let maintenance = settings.endpoint(.maintenanceEndpoint)
    let daemon = settings.text(.daemonEndpoint).flatMap(Endpoint.init(authority:))
    return [
      service.isSame(as: maintenance)
        ? breach(
          settings, .maintenanceEndpoint, "service_endpoint",
          "anyone who pays for a call of the service can train and delete the models of others")
        : nil,
      service.isSame(as: daemon)
        ? breach(settings, .serviceEndpoint, "daemon_endpoint", "the daemon would call itself")
        : nil,
      maintenance.isSame(as: daemon)
        ? breach(settings, .maintenanceEndpoint, "daemon_endpoint", "the daemon would call itself")
        : nil,
    ].compactMap(\.self)
  }

  private static func breach(
    _ settings: Settings, _ key: KnownKey, _ other: String, _ effect: String
  ) -> Breach {
    let isService = key == .serviceEndpoint
    let listener = isService ? settings.provider?.service : settings.provider?.maintenance
    return Breach(
      of: key, in: settings, "\(key.name) and \(other) lead to the same server", effect,
      write: key.line(listener?.url ?? "http://127.0.0.1:\(isService ? 5001 : 5002)"))
  }
}

extension Settings {
  /// The URL that a key gives; `nil` if it gives none that the daemon can use.
  func endpoint(_ key: KnownKey) -> Endpoint? {
    text(key).flatMap { Endpoint($0) }
  }
}

extension Endpoint? {
  fileprivate func isSame(as other: Endpoint?) -> Bool {
    guard let self, let other else { return false }
    return self.isSame(as: other)
  }
}
