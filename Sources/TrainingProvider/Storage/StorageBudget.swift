import Foundation
import Synchronization

/// Decides whether there is room for a file, before its first byte arrives and while it grows.
final class StorageBudget: Sendable {
  private let root: URL
  private let limits: StorageLimits
  private let registry: any ModelRegistry
  private let files: WorkPool
  /// The store for datasets, if it isn't on the disk of the data directory.
  private let blobs: (any BlobStore)?
  private let state = Mutex(State())

  /// The most that is promised to one file at once, so that the mere announcement of a large file
  /// doesn't keep others out.
  private static let maxPromise: UInt64 = 256 << 20

  /// What is reserved for a file of unknown size. With less space, hardly any file would arrive.
  private static let minRoom: UInt64 = 64 << 10

  /// How many bytes are written to all files between two checks of the free space.
  private static let checkInterval: UInt64 = 16 << 20

  private struct State {
    /// The bytes that were promised to files in transfer and have yet to be written.
    var promised: UInt64 = 0
    /// The sizes of files in transfer, which the registry doesn't know yet.
    var underway: UInt64 = 0
    /// The sizes of all files that the registry has come to know since the process began.
    var settled: UInt64 = 0
    /// The bytes that were written since the free space was last checked.
    var sinceCheck: UInt64 = 0
    /// The reservations for links that have yet to be fetched, by the model's identifier.
    var held: [String: StorageReservation] = [:]

    var total: UInt64 { underway &+ settled }
  }

  init(
    root: URL, limits: StorageLimits, registry: any ModelRegistry, files: WorkPool,
    blobs: (any BlobStore)? = nil
  ) {
    self.blobs = blobs
    self.root = root
    self.limits = limits
    self.registry = registry
    self.files = files
  }

  /// Reserves disk space for a file.
  ///
  /// - Parameters:
  ///   - byteCount: the size of the file, or `nil` if it is unknown. A little is reserved then, and
  ///     the reservation grows with the file.
  ///   - model: the model that the file is for.
  ///   - previous: the reservation of a file that this one replaces. It is released afterwards.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull`` or
  ///   ``ProviderError/Code/modelTooLarge``; errors of the registry.
  func reserve(
    _ byteCount: UInt64?, for model: StoredModel, replacing previous: StorageReservation? = nil
  ) async throws -> StorageReservation {
    let byteCount = byteCount ?? Self.minRoom
    try checkModel(byteCount, model)
    let ceiling = try await ceiling()
    return try await files.run {
      try self.promise(byteCount, needing: byteCount, below: ceiling, replacing: previous)
    }
  }

  /// Throws what ``reserve(_:for:replacing:)`` would throw, and reserves nothing.
  func checkRoom(for byteCount: UInt64?, of model: StoredModel) async throws {
    let needed = byteCount ?? Self.minRoom
    try checkModel(needed, model)
    let ceiling = try await ceiling()
    try await files.run { try self.promise(0, needing: needed, below: ceiling) }.release()
  }

  /// Throws if nothing is left of the space for the artefacts of a model. Nobody knows how large
  /// they are going to be.
  func checkTraining(of model: StoredModel) async throws {
    guard ownRoom(of: model) > 0 else {
      throw ProviderError(
        .modelTooLarge,
        "model \(model.id) takes up all of the bytes allowed for a model: make a new model for a "
          + "smaller dataset", modelID: model.id)
    }
    guard try await room(for: model) > 0 else { throw ProviderError.storageFull() }
    try await checkFree()
  }

  /// Throws if the file system or the store for datasets is as full as the limits allow.
  func checkFree() async throws {
    try await files.run {
      try self.promise(0, needing: 0, below: .max).release()
      // Trainers write on the local disk, whatever the store.
      guard self.hasRoom(for: 0, in: try Self.freeBytes(of: self.root)) else {
        throw ProviderError.storageFull()
      }
    }
  }

  private func checkModel(_ byteCount: UInt64, _ model: StoredModel) throws(ProviderError) {
    guard let limit = limits.maxModelBytes else { return }
    guard byteCount <= limit, model.byteCount <= limit - byteCount else {
      throw ProviderError(
        .modelTooLarge,
        "model \(model.id) would take up more than the \(limit) bytes allowed for a model: send a "
          + "smaller dataset",
        modelID: model.id)
    }
  }

  /// How many bytes all files in transfer may have, including those that arrived since the process
  /// began. A file that arrives while the registry is being read is counted twice for a moment.
  func ceiling() async throws -> UInt64 {
    guard let limit = limits.maxTotalBytes else { return .max }
    let arrived = state.withLock(\.settled)
    let checkpoints = root.appendingPathComponent(DataDirectory.Area.checkpoints.rawValue)
    let interim = try await files.run { FilesOnDisk(below: checkpoints).bytes }
    let stored = try await registry.storedBytes()
    let left = limit - min(limit, stored)
    let (ceiling, overflow) = (left - min(left, interim)).addingReportingOverflow(arrived)
    return overflow ? .max : ceiling
  }

  /// The largest number of bytes that a file for the model may have.
  func room(for model: StoredModel) async throws -> UInt64 {
    let ceiling = try await ceiling()
    let used = state.withLock { $0.total }
    return min(ownRoom(of: model), ceiling - min(ceiling, used))
  }

  /// How many more bytes the files of a model may have, whatever the other models take up.
  func ownRoom(of model: StoredModel) -> UInt64 {
    limits.maxModelBytes.map { $0 - min($0, model.byteCount) } ?? .max
  }

  /// Keeps a reservation until the link of a model is fetched.
  func hold(_ reservation: StorageReservation, for id: String) {
    let previous = state.withLock { $0.held.updateValue(reservation, forKey: id) }
    previous?.release()
  }

  /// Returns and removes the reservation that was kept for the link of a model.
  func takeHeld(for id: String) -> StorageReservation? {
    state.withLock { $0.held.removeValue(forKey: id) }
  }

  private func promise(
    _ byteCount: UInt64, needing needed: UInt64, below ceiling: UInt64,
    replacing previous: StorageReservation? = nil
  ) throws(ProviderError) -> StorageReservation {
    let (free, isEndless) = try freeBytes().addingReportingOverflow(previous?.written ?? 0)
    let (promised, size) = (previous?.promised ?? 0, previous?.size ?? 0)
    try state.withLock { state throws(ProviderError) in
      let (wanted, overflow) = (state.promised - min(state.promised, promised))
        .addingReportingOverflow(needed)
      let (used, isHuge) = (state.total - min(state.total, size))
        .addingReportingOverflow(needed)
      guard !overflow, hasRoom(for: wanted, in: isEndless ? .max : free), !isHuge, used <= ceiling
      else {
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

  /// The bytes that can still be stored as datasets.
  private func freeBytes() throws(ProviderError) -> UInt64 {
    guard let blobs else { return try Self.freeBytes(of: root) }
    return try blobs.freeBytes() ?? .max
  }

  /// The bytes that can still be written to the file system of a directory. Blocks for a moment.
  static func freeBytes(of root: URL) throws(ProviderError) -> UInt64 {
    try fileSystem(of: root).free
  }

  private static func fileSystem(
    of root: URL
  ) throws(ProviderError) -> (size: UInt64, free: UInt64) {
    var system = statvfs()
    guard statvfs(root.path, &system) == 0 else { throw SystemError("statvfs").providerError }
    func bytes(_ blocks: UInt64) -> UInt64 {
      let (bytes, overflow) = blocks.multipliedReportingOverflow(by: UInt64(system.f_frsize))
      return overflow ? .max : bytes
    }
    return (bytes(UInt64(system.f_blocks)), bytes(UInt64(system.f_bavail)))
  }

  /// How full the disk is, for operators.
  func disk() async throws -> DiskState {
    let system = try await files.run { try Self.fileSystem(of: root) }
    return DiskState(
      sizeBytes: system.size, freeBytes: system.free,
      usedBytes: try await registry.storedBytes(),
      reservedBytes: state.withLock(\.underway), minFreeBytes: limits.minFreeBytes)
  }
}

extension StorageBudget {
  /// Counts bytes that are about to be written to any file. Every few bytes, throws if the disk is
  /// full by now, for example because of other programs. Blocks for a moment.
  func countWritten(_ byteCount: UInt64) throws(ProviderError) {
    let isDue = state.withLock { state in
      state.sinceCheck &+= byteCount
      return state.sinceCheck >= Self.checkInterval
    }
    guard isDue else { return }
    // Until there is room again, each further write is checked.
    guard hasRoom(for: 0, in: try freeBytes()) else { throw .storageFull() }
    state.withLock { $0.sinceCheck = 0 }
  }

  /// Whether all files in transfer may grow by some bytes.
  func canGrow(by byteCount: UInt64, below ceiling: UInt64) -> Bool {
    let (total, overflow) = state.withLock { $0.total }.addingReportingOverflow(byteCount)
    return !overflow && total <= ceiling
  }

  /// Counts the artefacts of a training that has ended, which the registry knows.
  func countArtefacts(_ byteCount: UInt64) {
    state.withLock { $0.settled &+= byteCount }
  }

  /// Takes back a promise, because its bytes have been written or won't arrive.
  func takeBack(_ byteCount: UInt64) {
    state.withLock { $0.promised -= min($0.promised, byteCount) }
  }

  /// Counts further bytes of a file in transfer that is larger than expected.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull``, and then the bytes aren't
  ///   counted.
  func grow(by byteCount: UInt64, below ceiling: UInt64) throws(ProviderError) {
    guard byteCount > 0 else { return }
    try state.withLock { state throws(ProviderError) in
      let (total, overflow) = state.total.addingReportingOverflow(byteCount)
      guard !overflow, total <= ceiling else { throw .storageFull() }
      state.underway += byteCount
    }
  }

  /// Stops counting a file that is gone or that won't arrive.
  func forget(_ byteCount: UInt64) {
    state.withLock { $0.underway -= min($0.underway, byteCount) }
  }

  /// Counts a file among those that the registry knows.
  func settle(_ byteCount: UInt64) {
    state.withLock { state in
      let byteCount = min(state.underway, byteCount)
      state.underway -= byteCount
      state.settled &+= byteCount
    }
  }
}
