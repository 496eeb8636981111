import Foundation

extension DataDirectory {
  /// Makes sure that the files in the directory belong to the registry before the provider touches
  /// them. With another registry, the provider would take all of them for files that no model
  /// refers to.
  ///
  /// - Parameters:
  ///   - registry: the registry that the provider is going to use.
  ///   - acceptsAnother: whether files of another registry may be moved to the trash.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``, which says what
  ///   to do, if the files belong to another registry; errors of the registry.
  func bind(to registry: any ModelRegistry, acceptsAnother: Bool) async throws {
    let identity = try await registry.identity()
    let recorded = try await recordedIdentity()
    guard recorded != identity else { return }
    if !acceptsAnother {
      guard recorded == nil else { throw foreign("belong to another registry") }
      guard try await isKnown(to: registry) else {
        throw foreign("belong to models that the registry doesn't know")
      }
    }
    try await record(identity)
  }

  /// Refuses to create a new registry if the files belong to a registry that is missing.
  func requireRegistry() async throws {
    let isMissing = try await files.run {
      !FileManager.default.fileExists(atPath: registry.path)
    }
    guard try await recordedIdentity() != nil, isMissing else { return }
    throw foreign("need their registry, but \(registry.lastPathComponent) is missing")
  }

  private func recordedIdentity() async throws -> String? {
    try await files.run {
      guard FileManager.default.fileExists(atPath: identity.path) else { return nil }
      return String(decoding: try Data(contentsOf: identity), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  private func record(_ identity: String) async throws {
    try await files.run {
      try Data("\(identity)\n".utf8).write(to: self.identity, options: .atomic)
      do throws(SystemError) {
        try FileSynchronization.synchronize(self.identity)
        try FileSynchronization.synchronize(root)
      } catch {
        throw error.providerError
      }
    }
  }

  /// Whether the directory has no files yet, or the registry knows at least one of their models.
  /// Directories from earlier versions contain no identity, so this is checked instead.
  private func isKnown(to registry: any ModelRegistry) async throws -> Bool {
    let owners = Set(try await children(of: .datasets)).union(try await children(of: .artefacts))
    guard !owners.isEmpty else { return true }
    return try await !registry.storedModels(withIDs: Array(owners.prefix(512))).isEmpty
  }

  private func foreign(_ what: String) -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "the files of models in \(root.path) \(what): restore the registry's backup, or accept "
        + "a new registry, which moves the files to \(self[.trash].path)")
  }
}

extension DataDirectory {
  /// The number of jobs that were running at the crash from which the provider is recovering, if it
  /// was recorded.
  func recordedCrash() async -> Int? {
    try? await files.run {
      (try? String(contentsOf: crash, encoding: .utf8)).flatMap { Int($0) }
    }
  }

  /// Records how many jobs were running when the process crashed. If the file can't be written, for
  /// example because the disk is full, the recovery goes on without it.
  func recordCrash(runningJobs count: Int) async {
    try? await files.run { try Data("\(count)".utf8).write(to: crash, options: .atomic) }
  }

  /// Removes the record after the recovery.
  func clearCrash() async {
    try? await files.run { _ = unlink(crash.path) }
  }
}
