/// A sign that turns, beside the state that is waited for and the time.
struct Spinner: CustomStringConvertible {
  /// The state, for example `TRAINING`.
  let state: String

  /// How long it has lasted.
  let elapsed: Duration

  private static let signs = ["|", "/", "-", "\\"]

  var description: String {
    let tenths = Int(elapsed / .milliseconds(100))
    return "  \(Self.signs[tenths % Self.signs.count]) \(state) for \(tenths / 10) s"
  }
}
