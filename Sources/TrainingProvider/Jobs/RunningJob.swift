import Foundation

/// A job that has begun.
struct RunningJob {
  let task: Task<Void, Never>
  let start = Date()

  /// The claim under which the job runs, once there is one.
  var claim: HeldClaim?

  /// The training, once the trainer is about to be called; `nil` for other kinds of work.
  var run: TrainingRun?
}
