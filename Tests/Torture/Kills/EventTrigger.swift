import Synchronization
import TrainingProtos

/// Waits for an event in the life of any model, so that the server can be killed shortly after it.
final class EventTrigger: Sendable {
  private let awaited = Mutex<(event: Event, promise: Promise<Void>)?>(nil)

  /// The event to wait for.
  enum Event: Hashable, Sendable, CaseIterable {
    case upload, validation, training, deletion
    case validating, validated, trained, deleted

    func matches(_ event: CallEvent) -> Bool {
      switch (self, event) {
      case (.upload, .begin(.upload)), (.validation, .begin(.validation)): true
      case (.training, .begin(.training)), (.deletion, .begin(.deletion)): true
      case (.validating, .end(.status(.validating))), (.validated, .end(.status(.validated))): true
      case (.trained, .end(.status(.readyToUse))), (.deleted, .end(.status(.deleted))): true
      default: false
      }
    }
  }

  /// Records an event.
  func observe(_ event: CallEvent) {
    let promise = awaited.withLock { awaited in
      awaited.flatMap { $0.event.matches(event) ? $0.promise : nil }
    }
    promise?.keep(())
  }

  /// Waits for an event, but no longer than `time`.
  func wait(for event: Event, atMost time: Duration) async {
    let promise = Promise<Void>()
    awaited.withLock { $0 = (event, promise) }
    let timer = Task {
      try? await Task.sleep(for: time)
      promise.keep(())
    }
    await promise.value
    timer.cancel()
    awaited.withLock { $0 = nil }
  }
}
