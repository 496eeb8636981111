/// Finds an address of `training.Model` that the daemon can't use.
enum MaintenanceEndpoint: Rule {
  static let summary = RuleSummary(
    "maintenance-endpoint", .error,
    reason: "model_maintenance_endpoint is missing, or has no scheme or no port.",
    affects:
      "The daemon, which switches training off, or calls the service's own port for training.",
    remedy: "Write a URL with scheme and port, for example \"http://127.0.0.1:5002\".")

  static func check(_ settings: Settings) -> [Breach] {
    guard let text = settings.text(.maintenanceEndpoint), let fault = fault(of: text) else {
      return []
    }
    return [
      Breach(
        of: .maintenanceEndpoint, in: settings, fault.reason, fault.effect,
        write: KnownKey.maintenanceEndpoint.line(
          settings.provider?.maintenance.url ?? "http://127.0.0.1:5002"))
    ]
  }

  private static func fault(of text: String) -> (reason: String, effect: String)? {
    guard !text.isEmpty else {
      return (
        "model_maintenance_endpoint is missing",
        "the daemon sends training.Model to service_endpoint, where anyone who pays for a call "
          + "could delete the models of others"
      )
    }
    guard let endpoint = Endpoint(text) else {
      return (
        "model_maintenance_endpoint is \"\(text)\", which isn't a URL with scheme and port",
        "the daemon switches training off or fails at each call"
      )
    }
    guard endpoint.port != nil else {
      return ("model_maintenance_endpoint has no valid port", "the daemon calls port 443")
    }
    return nil
  }
}
