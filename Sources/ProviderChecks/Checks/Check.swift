/// One thing that a provider has to withstand in production.
package struct Check: Sendable {
  /// The name, for example `uploads/cut`: the group and what is checked.
  package let id: String

  /// What is true of a provider that passes.
  package let title: String

  /// What the daemon, an SDK or a client does.
  package let habit: String

  /// Who breaks in production if the check fails.
  package let breaks: String

  /// What the provider has to do instead.
  package let remedy: String

  /// What the check costs.
  let cost: Cost

  let body: @Sendable (Daemon) async throws -> Void

  /// What a check costs the provider, and with it the time that it may take.
  struct Cost: Hashable, Sendable {
    /// How many validations and trainings it waits for at most.
    var work = 0
    /// Whether it trains a model, or would if the provider let it.
    var trains = false
    /// Whether it waits until the provider gives up something silent.
    var waits = false

    static let calls = Cost()
    static let silence = Cost(waits: true)
    static let training = Cost(work: 3, trains: true)
    static func validations(_ count: Int) -> Cost { Cost(work: count) }
  }

  /// - Parameter body: throws ``CheckStop`` unless the provider passes.
  init(
    _ id: String, _ title: String, habit: String, breaks: String, remedy: String,
    cost: Cost = .calls, _ body: @escaping @Sendable (Daemon) async throws -> Void
  ) {
    self.id = id
    self.title = title
    self.habit = habit
    self.breaks = breaks
    self.remedy = remedy
    self.cost = cost
    self.body = body
  }

  /// How long the whole check may take, whatever the provider does.
  func deadline(for subject: Subject) -> Duration {
    subject.checkTime + subject.workTime * cost.work + (cost.waits ? subject.patience : .zero)
  }
}

extension Check {
  /// Every check, in the order in which they run.
  package static let all: [Check] =
    connectionChecks + modelChecks + priceChecks + uploadChecks + batchChecks + datasetChecks
    + linkChecks + trainingChecks + deletionChecks + serviceChecks + protoChecks + patienceChecks
}
