/// The rules for giving up work.
struct LifecycleRules: Sendable {
  /// During how many of the server's deaths a job has to be running before it may be given up. A
  /// death counts for at most one job, because the cause is unknown if several were running.
  var deathsPerJob = 3
}
