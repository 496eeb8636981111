import TrainingProtos

/// Where a server has a choice. Every choice that a server has made for good is to be made here,
/// too: then the ledger takes nothing else for an answer.
struct LifecycleRules: Sendable {
  /// What a model becomes that has worked before, when its newest dataset or training fails.
  var fallbacks: [Training_Status] = [.errored, .readyToUse]

  /// Whether a model that has worked before answers stt while its status isn't READY_TO_USE.
  var servesMeanwhile: [Bool] = [true, false]

  /// Whether a price that was answered before the server died is still good after it.
  var priceOutlivesServer: [Bool] = [true, false]

  /// Whether a price is told for a paid call that would be refused.
  var pricesRefusedCalls: [Bool] = [true, false]

  /// In how many of the server's deaths work has to have been in hand before it may be given up.
  var deathsPerJob = 3
}
