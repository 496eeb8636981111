import Foundation
import Synchronization

/// Decides whether there is room for a file before its first byte comes, and while it grows.
final class StorageBudget: Sendable {
  private let root: URL
  private let limits: StorageLimits
  private let registry: any ModelRegistry
  private let files: WorkPool
  private let state = Mutex(State())

  /// How much is promised to one file at once: an announcement alone must not keep others out.
  private static let maxPromise: UInt64 = 256 << 20

  private struct State {
    /// What was promised to files that are on their way and is not written yet, in bytes.
    var promised: UInt64 = 0
    /// The sizes of files that are on their way: the registry does not know them yet.
    var underway: UInt64 = 0
    /// The sizes of all files that were ever on their way and no longer are.
    var noLongerUnderway: UInt64 = 0
    /// Room that is kept for a link until it is followed, by the model's identifier.
    var held: [String: StorageReservation] = [:]

    var total: UInt64 { underway &+ noLongerUnderway }
  }

  init(root: URL, limits: StorageLimits, registry: any ModelRegistry, files: WorkPool) {
    self.root = root
    self.limits = limits
    self.registry = registry
    self.files = files
  }

  /// Promises room.
  ///
  /// - Parameters:
  ///   - byteCount: how large the file will be; 0 if nobody knows, and then it is asked for room
  ///     as it grows.
  ///   - model: what it is for.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull`` or
  ///   ``ProviderError/Code/modelTooLarge``; errors of the registry.
  func reserve(_ byteCount: UInt64, for model: StoredModel) async throws -> StorageReservation {
    try checkModel(byteCount, model)
    let ceiling = try await ceiling()
    return try await files.run { try self.promise(byteCount, below: ceiling) }
  }

  /// Refuses if the file system is as full as it may get.
  func checkFree() async throws {
    try await files.run { try self.promise(0, below: .max) }.release()
  }

  private func checkModel(_ byteCount: UInt64, _ model: StoredModel) throws(ProviderError) {
    guard let limit = limits.maxModelBytes else { return }
    guard byteCount <= limit, model.byteCount <= limit - byteCount else {
      throw ProviderError(
        .modelTooLarge,
        "model \(model.id) would take up more than the \(limit) bytes a model may: send less",
        modelID: model.id)
    }
  }

  /// How many bytes files on their way may have, including those that arrived since the process
  /// began. A file that arrives while the registry is asked counts twice for that moment.
  private func ceiling() async throws -> UInt64 {
    guard let limit = limits.maxTotalBytes else { return .max }
    let arrived = state.withLock(\.noLongerUnderway)
    let stored = try await registry.storedBytes()
    let (ceiling, overflow) = (limit - min(limit, stored)).addingReportingOverflow(arrived)
    return overflow ? .max : ceiling
  }

  /// How many bytes a file for the model may have, at the most.
  ///
  /// - Parameter reservation: the room that the file has got already.
  func room(
    for model: StoredModel, beside reservation: StorageReservation? = nil
  ) async throws -> UInt64 {
    let own = limits.maxModelBytes.map { $0 - min($0, model.byteCount) } ?? .max
    let ceiling = try await ceiling()
    let used = state.withLock { $0.total } - (reservation?.size ?? 0)
    return min(own, ceiling - min(ceiling, used))
  }

  /// Keeps room for the link of a model.
  func hold(_ reservation: StorageReservation, for id: String) {
    let previous = state.withLock { $0.held.updateValue(reservation, forKey: id) }
    previous?.release()
  }

  /// The room that was kept for the link of a model.
  func takeHeld(for id: String) -> StorageReservation? {
    state.withLock { $0.held.removeValue(forKey: id) }
  }

  private func promise(
    _ byteCount: UInt64, below ceiling: UInt64
  ) throws(ProviderError) -> StorageReservation {
    let free = try freeBytes()
    try state.withLock { state throws(ProviderError) in
      let (wanted, overflow) = state.promised.addingReportingOverflow(byteCount)
      let (used, isHuge) = state.total.addingReportingOverflow(byteCount)
      guard !overflow, hasRoom(for: wanted, in: free), !isHuge, used <= ceiling else {
        throw .storageFull()
      }
      state.promised += min(byteCount, Self.maxPromise)
      state.underway += byteCount
    }
    return StorageReservation(
      promised: min(byteCount, Self.maxPromise), size: byteCount, ceiling: ceiling, from: self)
  }

  private func hasRoom(for byteCount: UInt64, in free: UInt64) -> Bool {
    let (needed, overflow) = byteCount.addingReportingOverflow(limits.minFreeBytes)
    return !overflow && needed <= free
  }

  private func freeBytes() throws(ProviderError) -> UInt64 {
    var system = statvfs()
    guard statvfs(root.path, &system) == 0 else { throw SystemError("statvfs").providerError }
    let (bytes, overflow) = UInt64(system.f_bavail).multipliedReportingOverflow(
      by: UInt64(system.f_frsize))
    return overflow ? .max : bytes
  }
}

extension StorageBudget {
  /// Refuses to go on writing when the disk has filled up from elsewhere. Blocks for a moment.
  func checkFreeNow() throws(ProviderError) {
    guard hasRoom(for: 0, in: try freeBytes()) else { throw .storageFull() }
  }

  /// Takes back a promise, because its bytes are written or will not come.
  func takeBack(_ byteCount: UInt64) {
    state.withLock { $0.promised -= min($0.promised, byteCount) }
  }

  /// Counts bytes of a file that is on its way and was not expected to be so large.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull``, and counts none.
  func grow(by byteCount: UInt64, below ceiling: UInt64) throws(ProviderError) {
    guard byteCount > 0 else { return }
    try state.withLock { state throws(ProviderError) in
      let (total, overflow) = state.total.addingReportingOverflow(byteCount)
      guard !overflow, total <= ceiling else { throw .storageFull() }
      state.underway += byteCount
    }
  }

  /// Counts a file no longer: the registry knows it, or it is gone.
  func forget(_ byteCount: UInt64) {
    state.withLock { state in
      let byteCount = min(state.underway, byteCount)
      state.underway -= byteCount
      state.noLongerUnderway &+= byteCount
    }
  }
}
