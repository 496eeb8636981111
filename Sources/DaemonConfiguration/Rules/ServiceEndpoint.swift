import JSONText

/// Finds an address of the service that the daemon can't use.
enum ServiceEndpoint: Rule {
  static let summary = RuleSummary(
    "service-endpoint", .error,
    reason: "service_endpoint is missing, or isn't a URL with a port.",
    affects: "Consumers, whose calls don't reach the service.",
    remedy: "Write the URL of the service, for example \"http://127.0.0.1:5001\".")

  static func check(_ settings: Settings) -> [Breach] {
    guard let text = settings.text(.serviceEndpoint) else { return [] }
    let line = KnownKey.serviceEndpoint.line(
      settings.provider?.service.url ?? "http://127.0.0.1:5001")
    func breach(_ reason: String, _ effect: String) -> [Breach] {
      [Breach(of: .serviceEndpoint, in: settings, reason, effect, write: line)]
    }
    guard settings.member(.serviceEndpoint) != nil else {
      return breach("service_endpoint is missing", "the daemon forwards calls to \(text)")
    }
    // The daemon adds a scheme itself where there is none.
    guard let endpoint = Endpoint(text) ?? Endpoint("grpc://\(text)") else {
      return breach(
        "service_endpoint is \"\(text)\", which isn't a URL", "the daemon ends at its start")
    }
    guard endpoint.port != nil else {
      return breach(
        "service_endpoint has no valid port", "the daemon forwards calls to port 443")
    }
    return []
  }
}
