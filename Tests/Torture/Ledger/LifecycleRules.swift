/// What a server may do that nobody asked for.
struct LifecycleRules: Sendable {
  /// In how many of the server's deaths work has to have been in hand before it may be given up. A
  /// death counts for one piece of work at most, as nobody knows the culprit if several were in
  /// hand.
  var deathsPerJob = 3
}
