import Foundation

extension DataDirectory {
  /// Makes sure that the files in the directory are those of the registry, before anything of them
  /// is touched: without its registry a dataset or an artefact is a file that nobody knows.
  ///
  /// - Parameters:
  ///   - registry: the registry that is going to be used.
  ///   - acceptsAnother: whether the files of another registry are given up.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``, which says what
  ///   to do; errors of the registry.
  func bind(to registry: any ModelRegistry, acceptsAnother: Bool) async throws {
    let identity = try await registry.identity()
    let recorded = try await recordedIdentity()
    guard recorded != identity else { return }
    if !acceptsAnother {
      guard recorded == nil else { throw foreign("belong to another registry than this one") }
      guard try await isKnown(to: registry) else {
        throw foreign("are there, but the registry knows none of their models")
      }
    }
    try await record(identity)
  }

  /// Refuses to make a new registry where one is missing.
  func requireRegistry() async throws {
    let isMissing = try await files.run {
      !FileManager.default.fileExists(atPath: registry.path)
    }
    guard try await recordedIdentity() != nil, isMissing else { return }
    throw foreign("are there, but \(registry.lastPathComponent) is missing")
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

  /// Whether there are no files yet, or some that a model of the registry may own: a directory of
  /// an earlier version has no identity.
  private func isKnown(to registry: any ModelRegistry) async throws -> Bool {
    let owners = try await files.run {
      Array(Set(children(of: .datasets) + children(of: .artefacts)).prefix(512))
    }
    guard !owners.isEmpty else { return true }
    return try await !registry.storedModels(withIDs: owners).isEmpty
  }

  private func foreign(_ what: String) -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "the files of models in \(root.path) \(what): restore the registry's backup, or say that a "
        + "new registry is meant, and the files are moved to \(self[.trash].path)")
  }
}

extension DataDirectory {
  /// How many pieces of work were in hand at a death that is being put right; `nil` if none is.
  func notedDeath() async -> Int? {
    try? await files.run {
      (try? String(contentsOf: death, encoding: .utf8)).flatMap { Int($0) }
    }
  }

  /// Notes how many pieces of work were in hand when the process died. If that cannot be noted, e.g. as
  /// the disk is full, it has to do without.
  func noteDeath(_ count: Int) async {
    try? await files.run { try Data("\(count)".utf8).write(to: death, options: .atomic) }
  }

  /// Everything is put right.
  func forgetDeath() async {
    try? await files.run { _ = unlink(death.path) }
  }
}

extension DataDirectory {
  /// The names of what is in a folder. Blocks.
  func children(of area: Area) -> [String] {
    children(of: self[area])
  }

  /// The names of what is in a directory; none if it is not there. Blocks.
  func children(of directory: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
  }
}
