/// Measures the rate at which bytes arrive, in consecutive windows of time.
struct RateMeter {
  /// The rate in the last complete window, in bytes per second; `nil` before that.
  private(set) var lastRate: Double?

  private let window: Duration
  private var start: Duration
  private var byteCount: UInt64 = 0

  /// - Parameters:
  ///   - window: the length of a window.
  ///   - start: the time at which the first window begins.
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
