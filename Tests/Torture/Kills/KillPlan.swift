/// When a server is to be killed.
enum KillPlan: Sendable {
  /// So long after its process was started, listening or not.
  case startUp(Duration)

  /// So long after it began to listen.
  case running(Duration)

  /// So long after something happened that matters.
  case aimed(Aim.Target, Duration)

  /// What kind of moment it is, for the figures.
  var name: String {
    switch self {
    case .startUp: "during start-up"
    case .running: "at any time"
    case .aimed: "at a moment that matters"
    }
  }

  /// A fifth of the kills come during start-up and two fifths at any time; of the others, most come
  /// within milliseconds of a call or of the end of some work.
  static func plan(_ number: Int, _ random: inout Random, longest: Duration) -> KillPlan {
    switch number % 5 {
    case 0: .startUp(random.duration(.zero ... .milliseconds(400)))
    case 1, 2: .running(random.duration(.microseconds(1)...longest))
    default:
      .aimed(
        Aim.Target.allCases.randomElement(using: &random) ?? .training,
        random.magnitude(.microseconds(10) ... .milliseconds(300)))
    }
  }
}
