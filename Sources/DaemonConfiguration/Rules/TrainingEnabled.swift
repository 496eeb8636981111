/// Finds configurations that don't switch training on.
enum TrainingEnabled: Rule {
  static let summary = RuleSummary(
    "training-enabled", .error,
    reason: "model_training_enabled isn't true.",
    affects: "The daemon, which offers no training.",
    remedy: "Write \"model_training_enabled\": true.")

  static func check(_ settings: Settings) -> [Breach] {
    guard settings.boolean(.trainingEnabled) == false else { return [] }
    return [
      Breach(
        of: .trainingEnabled, in: settings, settings.described(.trainingEnabled),
        "the daemon offers no training", write: KnownKey.trainingEnabled.line(true))
    ]
  }
}
