/// Where a server has a choice. Every choice that a server has made for good is to be made here,
/// too: then the ledger takes nothing else for an answer.
struct LifecycleRules: Sendable {
  /// Whether a price is told for a paid call that would be refused.
  var pricesRefusedCalls: [Bool] = [true, false]

  /// In how many of the server's deaths work has to have been in hand before it may be given up.
  var deathsPerJob = 3
}
