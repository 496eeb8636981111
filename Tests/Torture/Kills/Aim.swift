import Synchronization
import TrainingProtos

/// Waits for a moment in the life of some model, to kill the server a little later.
final class Aim: Sendable {
  private let aimed = Mutex<(target: Target, promise: Promise<Void>)?>(nil)

  /// What to wait for.
  enum Target: Hashable, Sendable, CaseIterable {
    case upload, validation, training, deletion
    case validating, validated, trained, deleted

    func isHit(by moment: Moment) -> Bool {
      switch (self, moment) {
      case (.upload, .begin(.upload)), (.validation, .begin(.validation)): true
      case (.training, .begin(.training)), (.deletion, .begin(.deletion)): true
      case (.validating, .end(.status(.validating))), (.validated, .end(.status(.validated))): true
      case (.trained, .end(.status(.readyToUse))), (.deleted, .end(.status(.deleted))): true
      default: false
      }
    }
  }

  /// Something happens.
  func observe(_ moment: Moment) {
    let promise = aimed.withLock { aimed in
      aimed.flatMap { $0.target.isHit(by: moment) ? $0.promise : nil }
    }
    promise?.keep(())
  }

  /// Waits until the target is hit, but not for longer than that.
  func wait(for target: Target, atMost time: Duration) async {
    let promise = Promise<Void>()
    aimed.withLock { $0 = (target, promise) }
    let timer = Task {
      try? await Task.sleep(for: time)
      promise.keep(())
    }
    await promise.value
    timer.cancel()
    aimed.withLock { $0 = nil }
  }
}
