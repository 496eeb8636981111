import Synchronization

/// Decides whether further work may wait, before anybody pays for it.
///
/// Each model that waits has one place, from the call that begins the work until its job begins or is
/// cancelled. The call takes the place before it claims the model, so calls at the same time can't all
/// get the last one.
///
/// If providers share their work, each of them bounds what it has accepted itself. What others have
/// accepted counts only for the bounds on all work and on the work of a user.
final class JobAdmission: Sendable {
  private let limits: JobLimits
  private let lines = Mutex<[PaidWork: Line]>([:])

  /// The places of one kind of work.
  fileprivate struct Line {
    var holders: [String: Holder] = [:]
    /// The models of each user.
    var counts: [JobUser: Int] = [:]
    /// Those of them whose work this provider has accepted.
    var ownCounts: [JobUser: Int] = [:]
    /// The models whose work this provider has accepted.
    var ownTotal = 0
  }

  /// A model with a place, which a call and a job can hold together.
  fileprivate struct Holder {
    let user: JobUser
    var count = 0
    /// How many of those who hold the place belong to this provider's own work.
    var ownCount = 0
  }

  init(_ limits: JobLimits) {
    self.limits = limits
  }

  /// Refuses work that would have to wait and may not, without taking a place.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/queueFull``.
  func requireRoom(for work: PaidWork, of model: StoredModel) throws(ProviderError) {
    let user = JobUser(of: model)
    let refusal = lines.withLock { self.refusal(of: work, user, model.id, $0[work] ?? Line()) }
    if let refusal { throw refusal }
  }

  /// Takes a place for work that is about to be claimed.
  ///
  /// - Throws: as ``requireRoom(for:of:)``.
  func reserve(_ work: PaidWork, for model: StoredModel) throws(ProviderError) -> JobPlace {
    let user = JobUser(of: model)
    let refusal = lines.withLock { lines in
      let refusal = self.refusal(of: work, user, model.id, lines[work] ?? Line())
      if refusal == nil { lines[work, default: Line()].enter(model.id, user, isOwn: true) }
      return refusal
    }
    if let refusal { throw refusal }
    return JobPlace(work, modelID: model.id, isOwn: true, in: self)
  }

  /// Takes a place for a job, which is never refused, because it was paid for.
  func place(for job: Job) -> JobPlace {
    let (work, isOwn) = (job.kind.work, !job.isAdopted)
    lines.withLock { $0[work, default: Line()].enter(job.modelID, job.user, isOwn: isOwn) }
    return JobPlace(work, modelID: job.modelID, isOwn: isOwn, in: self)
  }

  fileprivate func leave(_ work: PaidWork, _ modelID: String, isOwn: Bool) {
    lines.withLock { $0[work]?.leave(modelID, isOwn: isOwn) }
  }

  private func refusal(
    of work: PaidWork, _ user: JobUser, _ modelID: String, _ line: Line
  ) -> ProviderError? {
    guard line.holders[modelID] == nil else { return nil }
    let queue =
      switch work {
      case .validation: (name: "queue for validations", limit: limits.maxWaitingValidations)
      case .training: (name: "queue for trainings", limit: limits.maxWaitingTrainings)
      }
    // One provider alone is bounded by its own limit.
    let shared = max(queue.limit, limits.maxWaitingInAll)
    for (waiting, limit) in [(line.ownTotal, queue.limit), (line.holders.count, shared)]
    where waiting >= max(limit, 1) {
      return .queueFull("the \(queue.name) is full (\(waiting) waiting): try again later", modelID)
    }
    return refusal(of: user, modelID, queue.name, line)
  }

  private func refusal(
    of user: JobUser, _ modelID: String, _ queue: String, _ line: Line
  ) -> ProviderError? {
    guard let address = user.address else {
      let own = line.ownCounts[user] ?? 0
      guard own >= max(limits.maxWaitingWithoutAddress, 1) else { return nil }
      return .queueFull(
        "the \(queue) has no more room for models without an address (\(own) waiting): try again "
          + "later, or create the model with your address in address_list", modelID)
    }
    let waiting = line.counts[user] ?? 0
    guard waiting >= max(limits.maxWaitingPerUser, 1) else { return nil }
    return .queueFull(
      "the \(queue) has no more room for the address \(address) (\(waiting) waiting): try again "
        + "after one of them has begun, or delete a model with delete_model", modelID)
  }
}

extension JobAdmission.Line {
  mutating func enter(_ modelID: String, _ user: JobUser, isOwn: Bool) {
    var holder = holders[modelID] ?? .init(user: user)
    if holder.count == 0 { counts[holder.user, default: 0] += 1 }
    holder.count += 1
    if isOwn {
      if holder.ownCount == 0 { countOwn(1, of: holder.user) }
      holder.ownCount += 1
    }
    holders[modelID] = holder
  }

  mutating func leave(_ modelID: String, isOwn: Bool) {
    guard var holder = holders[modelID] else { return }
    holder.count -= 1
    if isOwn {
      holder.ownCount -= 1
      if holder.ownCount == 0 { countOwn(-1, of: holder.user) }
    }
    holders[modelID] = holder.count > 0 ? holder : nil
    guard holder.count == 0 else { return }
    counts[holder.user] = counts[holder.user].flatMap { $0 > 1 ? $0 - 1 : nil }
  }

  private mutating func countOwn(_ change: Int, of user: JobUser) {
    ownTotal += change
    let count = ownCounts[user, default: 0] + change
    ownCounts[user] = count > 0 ? count : nil
  }
}

/// A place among the models that wait. It is free again after ``leave()``, or when the last reference
/// is gone.
final class JobPlace: Sendable {
  private let work: PaidWork
  private let modelID: String
  private let isOwn: Bool
  private let admission: Mutex<JobAdmission?>

  fileprivate init(_ work: PaidWork, modelID: String, isOwn: Bool, in admission: JobAdmission) {
    self.work = work
    self.modelID = modelID
    self.isOwn = isOwn
    self.admission = Mutex(admission)
  }

  deinit {
    leave()
  }

  /// Frees the place. Does nothing after the first call.
  func leave() {
    let admission = admission.withLock { admission in
      defer { admission = nil }
      return admission
    }
    admission?.leave(work, modelID, isOwn: isOwn)
  }
}

extension ProviderError {
  fileprivate static func queueFull(_ message: String, _ modelID: String) -> ProviderError {
    ProviderError(.queueFull, message, modelID: modelID)
  }
}
