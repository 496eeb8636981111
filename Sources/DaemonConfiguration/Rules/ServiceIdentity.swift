import JSONText

/// Finds configurations that don't say which service the daemon belongs to.
enum ServiceIdentity: Rule {
  static let summary = RuleSummary(
    "service-identity", .error,
    reason: "organization_id or service_id is missing, or still a placeholder.",
    affects: "The daemon, which doesn't find the service's metadata and ends at its start.",
    remedy: "Write the identifiers under which the service is published.")

  static func check(_ settings: Settings) -> [Breach] {
    [KnownKey.organizationID, .serviceID].compactMap { key in
      guard let id = settings.text(key), id.isEmpty || key.fallback == .string(id) else {
        return nil
      }
      return Breach(
        of: key, in: settings, settings.described(key),
        "the daemon doesn't find the service's metadata and ends at its start",
        write: key.line("…"), " with the identifier under which the service is published")
    }
  }
}
