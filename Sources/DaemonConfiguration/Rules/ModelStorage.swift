/// Finds daemons that forget models.
enum ModelStorage: Rule {
  static let summary = RuleSummary(
    "model-storage", .error,
    reason: "payment_channel_storage_type isn't etcd.",
    affects:
      "Owners of models: the daemon keeps its list of models in memory, and it is lost at a restart.",
    remedy: "Write \"payment_channel_storage_type\": \"etcd\", or remove the line.")

  static func check(_ settings: Settings) -> [Breach] {
    guard let type = settings.text(.storageType), type != "etcd" else { return [] }
    return [
      Breach(
        of: .storageType, in: settings, settings.described(.storageType),
        "the daemon keeps models and payments in memory and loses them at each restart",
        write: KnownKey.storageType.line("etcd"))
    ]
  }
}
