import Synchronization

/// Decides whether further work may wait, before anybody pays for it.
///
/// Each model that waits has one place, from the call that begins the work until its job begins or is
/// cancelled. The call takes the place before it claims the model, so calls at the same time can't all
/// get the last one.
final class JobAdmission: Sendable {
  private let limits: JobLimits
  private let lines = Mutex<[PaidWork: Line]>([:])

  /// The places of one kind of work.
  fileprivate struct Line {
    var holders: [String: Holder] = [:]
    var counts: [JobUser: Int] = [:]
  }

  /// A model with a place, which a call and a job can hold together.
  fileprivate struct Holder {
    let user: JobUser
    var count: Int
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
      if refusal == nil { lines[work, default: Line()].enter(model.id, user) }
      return refusal
    }
    if let refusal { throw refusal }
    return JobPlace(work, modelID: model.id, in: self)
  }

  /// Takes a place for a job, which is never refused, because it was paid for.
  func place(for job: Job) -> JobPlace {
    lines.withLock { $0[job.kind.work, default: Line()].enter(job.modelID, job.user) }
    return JobPlace(job.kind.work, modelID: job.modelID, in: self)
  }

  fileprivate func leave(_ work: PaidWork, _ modelID: String) {
    lines.withLock { $0[work]?.leave(modelID) }
  }

  private func refusal(
    of work: PaidWork, _ user: JobUser, _ modelID: String, _ line: Line
  ) -> ProviderError? {
    guard line.holders[modelID] == nil else { return nil }
    let (total, own) = (line.holders.count, line.counts[user] ?? 0)
    let queue =
      switch work {
      case .validation: (name: "queue for validations", limit: limits.maxWaitingValidations)
      case .training: (name: "queue for trainings", limit: limits.maxWaitingTrainings)
      }
    if total >= max(queue.limit, 1) {
      return .queueFull("the \(queue.name) is full (\(total) waiting): try again later", modelID)
    }
    if let address = user.address, own >= max(limits.maxWaitingPerUser, 1) {
      return .queueFull(
        "the \(queue.name) has no more room for the address \(address) (\(own) waiting): try again "
          + "after one of them has begun, or delete a model with delete_model", modelID)
    }
    if user.address == nil, own >= max(limits.maxWaitingWithoutAddress, 1) {
      return .queueFull(
        "the \(queue.name) has no more room for models without an address (\(own) waiting): try "
          + "again later, or create the model with your address in address_list", modelID)
    }
    return nil
  }
}

extension JobAdmission.Line {
  mutating func enter(_ modelID: String, _ user: JobUser) {
    if holders[modelID] == nil { counts[user, default: 0] += 1 }
    holders[modelID, default: .init(user: user, count: 0)].count += 1
  }

  mutating func leave(_ modelID: String) {
    guard let holder = holders[modelID] else { return }
    guard holder.count == 1 else {
      holders[modelID]?.count -= 1
      return
    }
    holders[modelID] = nil
    counts[holder.user] = counts[holder.user].flatMap { $0 > 1 ? $0 - 1 : nil }
  }
}

/// A place among the models that wait. It is free again after ``leave()``, or when the last reference
/// is gone.
final class JobPlace: Sendable {
  private let work: PaidWork
  private let modelID: String
  private let admission: Mutex<JobAdmission?>

  fileprivate init(_ work: PaidWork, modelID: String, in admission: JobAdmission) {
    self.work = work
    self.modelID = modelID
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
    admission?.leave(work, modelID)
  }
}

extension ProviderError {
  fileprivate static func queueFull(_ message: String, _ modelID: String) -> ProviderError {
    ProviderError(.queueFull, message, modelID: modelID)
  }
}
