/// Warns about an address of `training.Model` that others can reach and read.
enum ExposedEndpoint: Rule {
  static let summary = RuleSummary(
    "exposed-endpoint", .warning,
    reason: "model_maintenance_endpoint leads to another machine without TLS.",
    affects:
      "Owners of models: calls don't say who makes them, and anyone on the way can read "
      + "datasets.",
    remedy: "Run the daemon on the provider's machine, or use https and let only the daemon in.")

  static func check(_ settings: Settings) -> [Breach] {
    guard let endpoint = settings.endpoint(.maintenanceEndpoint), let port = endpoint.port,
      !endpoint.isLocal, endpoint.scheme != "https"
    else { return [] }
    let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
    return [
      Breach(
        of: .maintenanceEndpoint, in: settings,
        "\(endpoint.host) isn't this machine, and \(endpoint.scheme) isn't encrypted",
        "others may read datasets on their way, and anyone who reaches the port can delete models",
        write: KnownKey.maintenanceEndpoint.line("https://\(host):\(port)"),
        ", and let only the daemon reach it")
    ]
  }
}
