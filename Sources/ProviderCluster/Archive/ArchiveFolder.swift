package import Foundation
import SwiftProtobuf
import TrainingProvider

/// The folder of an archive; `archive.proto` says what is in it.
///
/// Files appear whole: they are written under another name, synchronized and renamed.
package struct ArchiveFolder: Sendable {
  package let root: URL
  let files: WorkPool

  package init(_ root: URL) {
    self.root = root
    files = WorkPool("the archive", threads: 2, maxWaiting: .max)
  }

  /// The place of a blob.
  func url(of key: BlobKey) -> URL {
    root.appendingPathComponent(key.description, isDirectory: key.kind != .dataset)
  }

  /// A place for what isn't whole yet.
  var partial: URL { root.appendingPathComponent("partial", isDirectory: true) }

  static func name(ofPart number: Int) -> String {
    let digits = String(number)
    return "models-" + String(repeating: "0", count: max(6 - digits.count, 0)) + digits
  }

  static let changes = "operator-changes"
  private static let identity = "registry"

  /// The name of a file that isn't whole yet.
  private static func partial(_ name: String) -> String { "\(name).partial" }

  private static let export = "export"
  private static let lock = "lock"

  /// What a folder says when it is about to be written.
  struct Preparation {
    /// Keeps other processes from writing.
    let lock: DirectoryLock
    /// Names the export.
    let export: String
    /// The manifest, if the archive is whole.
    let complete: ArchiveManifest?
  }
}

// MARK: The beginning and the end

extension ArchiveFolder {
  /// Creates the folder, or makes sure that it contains an archive of the same registry.
  ///
  /// - Parameter identity: the identity of the registry.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if there is anything else,
  ///   or if another process writes the archive.
  func prepare(for identity: String) async throws -> Preparation {
    try await files.run {
      try explaining {
        let manager = FileManager.default
        try manager.createDirectory(
          at: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lock = try lock()
        let owner = root.appendingPathComponent(Self.identity)
        guard manager.fileExists(atPath: owner.path) else {
          // An earlier run may have been interrupted before it got any further.
          let own = [
            Self.lock, Self.export, Self.partial(Self.export), Self.partial(Self.identity),
          ]
          guard try manager.contentsOfDirectory(atPath: root.path).allSatisfy(own.contains) else {
            throw ProviderError(
              .invalidConfiguration,
              "\(root.path) is not empty: choose a new folder for each archive")
          }
          try write(Data(UUID().uuidString.utf8), as: Self.export)
          try write(Data("\(identity)\n".utf8), as: Self.identity)
          return Preparation(lock: lock, export: try export(), complete: nil)
        }
        guard try String(contentsOf: owner, encoding: .utf8) == "\(identity)\n" else {
          throw ProviderError(
            .invalidConfiguration,
            "\(root.path) contains an archive of another registry: choose a new folder")
        }
        // What an earlier run didn't finish.
        try? manager.removeItem(at: partial)
        let manifest = root.appendingPathComponent(ArchiveManifest.fileName)
        return Preparation(
          lock: lock, export: try export(),
          complete: manager.fileExists(atPath: manifest.path) ? try readManifest() : nil)
      }
    }
  }

  private func lock() throws -> DirectoryLock {
    do {
      return try DirectoryLock(root.appendingPathComponent(Self.lock))
    } catch {
      throw ProviderError(
        .invalidConfiguration, "another program writes the archive \(root.path): let it end",
        cause: error)
    }
  }

  private func export() throws -> String {
    try String(contentsOf: root.appendingPathComponent(Self.export), encoding: .utf8)
  }

  /// Completes the archive, and removes parts of earlier runs that it doesn't have.
  func finish(_ manifest: ArchiveManifest) async throws {
    try await files.run {
      try explaining {
        try? FileManager.default.removeItem(at: partial)
        let names = Set(manifest.parts.map(\.file))
        for name in try FileManager.default.contentsOfDirectory(atPath: root.path)
        where name.hasPrefix("models-") && !names.contains(name) {
          try FileManager.default.removeItem(at: root.appendingPathComponent(name))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        try write(try encoder.encode(manifest), as: ArchiveManifest.fileName)
      }
    }
  }

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if the archive isn't whole.
  package func manifest() async throws -> ArchiveManifest {
    try await files.run { try readManifest() }
  }

  private func readManifest() throws -> ArchiveManifest {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    do {
      let file = root.appendingPathComponent(ArchiveManifest.fileName)
      let manifest = try decoder.decode(ArchiveManifest.self, from: Data(contentsOf: file))
      guard manifest.version <= ArchiveManifest.currentVersion else {
        throw ProviderError(
          .invalidConfiguration,
          "\(root.path) was written by a newer version of this software: use that version")
      }
      return manifest
    } catch let error as ProviderError {
      throw error
    } catch {
      throw ProviderError(
        .invalidConfiguration,
        "\(root.path) is not a whole archive, because \(ArchiveManifest.fileName) is missing or damaged "
          + "in it: let the export go on, or choose another archive", cause: error)
    }
  }
}

// MARK: Records

extension ArchiveFolder {
  /// Stores a message in a file.
  ///
  /// - Returns: the file's SHA-256 digest.
  func write(_ record: some Record & Sendable, as name: String) async throws -> String {
    try await files.run {
      let data = try record.data
      try explaining { try write(data, as: name) }
      return BlobDigest(of: data).description
    }
  }

  /// Reads a message from a file.
  ///
  /// - Parameter digest: the file's digest.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/digestMismatch`` if the file has another one.
  func read<T: Record & Sendable>(
    _ type: T.Type, from name: String, digest: String
  ) async throws -> T {
    try await files.run {
      guard let data = data(of: name), BlobDigest(of: data).description == digest else {
        throw ProviderError(
          .digestMismatch,
          "\(name) is missing or damaged in \(root.path): choose another archive, or export again")
      }
      return try T(data, from: "\(name) in \(root.path)")
    }
  }

  /// The part of an earlier run with a number, and its digest; `nil` if there is none that can be used.
  func earlierPart(
    _ number: Int
  ) async throws -> (part: Training_Cluster_ArchivePart, digest: String)? {
    try await files.run {
      let name = Self.name(ofPart: number)
      guard let data = data(of: name),
        let part = try? Training_Cluster_ArchivePart(data, from: name)
      else { return nil }
      return (part, BlobDigest(of: data).description)
    }
  }

  private func data(of name: String) -> Data? {
    guard ArchivePath.isPlain(name) else { return nil }
    return try? Data(contentsOf: root.appendingPathComponent(name))
  }

  /// Stores a file. Blocks the thread.
  private func write(_ data: Data, as name: String) throws {
    let (file, other) = (
      root.appendingPathComponent(name), root.appendingPathComponent(Self.partial(name))
    )
    try data.write(to: other)
    try FileSynchronization.synchronize(other)
    guard rename(other.path, file.path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
    }
    try FileSynchronization.synchronize(root)
  }

  /// Turns errors of the file system into one that names the folder.
  func explaining<T>(_ body: () throws -> T) throws -> T {
    try ModelOperations.explaining(root, body)
  }
}
