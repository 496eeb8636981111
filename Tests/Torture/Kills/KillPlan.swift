import TestSupport

/// The time at which a server is killed.
enum KillPlan: Sendable {
  /// A time after its process was started, whether it listens or not.
  case startUp(Duration)

  /// A time after it began to listen.
  case running(Duration)

  /// A time after an important event.
  case aimed(EventTrigger.Event, Duration)

  /// The name of the case, for the report.
  var name: String {
    switch self {
    case .startUp: "during start-up"
    case .running: "at any time"
    case .aimed: "after an important event"
    }
  }

  /// A fifth of the kills come during start-up and two fifths at any time. Most of the others come
  /// within milliseconds after a call or after the end of work.
  static func plan(_ number: Int, _ random: inout SeededRandom, longest: Duration) -> KillPlan {
    switch number % 5 {
    case 0: .startUp(random.duration(.zero ... .milliseconds(400)))
    case 1, 2: .running(random.duration(.microseconds(1)...longest))
    default:
      .aimed(
        EventTrigger.Event.allCases.randomElement(using: &random) ?? .training,
        random.magnitude(.microseconds(10) ... .milliseconds(300)))
    }
  }
}
