/// Measures how fast bytes come, one window of time after the other.
struct RateMeter {
  /// The rate of the last window that is over, in bytes per second; `nil` before the first.
  private(set) var lastRate: Double?

  private let window: Duration
  private var start: Duration
  private var byteCount: UInt64 = 0

  /// - Parameters:
  ///   - window: how long a window is.
  ///   - start: the time at which the first one begins.
  init(window: Duration, from start: Duration) {
    self.window = window
    self.start = start
  }

  mutating func add(_ bytes: UInt64) {
    byteCount &+= bytes
  }

  /// Ends the window if its time is over.
  mutating func advance(to time: Duration) {
    let elapsed = time - start
    guard elapsed >= window, elapsed > .zero else { return }
    lastRate = Double(byteCount) / (elapsed / .seconds(1))
    byteCount = 0
    start = time
  }
}
