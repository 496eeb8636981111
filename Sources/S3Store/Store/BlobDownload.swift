import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import TrainingProvider

/// Reads a blob from the bucket into files. Each part is checked against its digest.
struct BlobDownload: Sendable {
  let key: BlobKey
  let bucket: BlobBucket
  /// The file of a dataset or the folder of artefacts, which doesn't exist yet.
  let destination: URL
  let room: CacheRoom

  func run() async throws {
    let index = try await index()
    try await room.reserve(index.bytes)
    try await bucket.client.files.run { try makeFiles(index) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      var underway = 0
      for (number, file) in index.files.enumerated() {
        for (range, digest) in zip(file.parts, file.digests) {
          if underway >= bucket.client.configuration.concurrentTransfers {
            try await group.next()
          } else {
            underway += 1
          }
          group.addTask { try await fetch(range, of: file, number, expecting: digest) }
        }
      }
      try await group.waitForAll()
    }
    try await bucket.client.files.run { try makeLinks(index) }
  }

  private func index() async throws -> BlobIndex {
    let index: BlobIndex
    do {
      index = try await bucket.index(of: key)
    } catch let error as S3Error where error.code == .notFound {
      throw ProviderError.blobMissing(key)
    }
    guard (index.files.map(\.path) == [""]) == (key.kind == .dataset) else {
      throw S3Error(.damaged, "the index of \(key) belongs to something else")
    }
    return index
  }

  /// Creates folders and empty files. Blocks the thread.
  private func makeFiles(_ index: BlobIndex) throws {
    for folder in index.folders { try makeFolder(folder) }
    if key.kind == .artefacts { try makeFolder("") }
    for file in index.files {
      if !file.path.isEmpty { try makeFolder(RelativePath.parent(of: file.path)) }
      _ = try LocalFile(
        writing: place(of: file.path), creating: file.isExecutable ? 0o700 : 0o600)
    }
  }

  /// Blocks the thread.
  private func makeLinks(_ index: BlobIndex) throws {
    for link in index.links {
      try makeFolder(RelativePath.parent(of: link.path))
      guard symlink(link.target, place(of: link.path).path) == 0 else {
        throw SystemError("symlink")
      }
    }
  }

  private func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      at: place(of: path), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  private func place(of path: String) -> URL {
    path.isEmpty ? destination : destination.appendingPathComponent(path)
  }

  private func fetch(
    _ range: Range<UInt64>, of file: BlobIndex.File, _ number: Int, expecting digest: String
  ) async throws {
    try await bucket.reading.enter()
    defer { bucket.reading.leave() }
    let pool = bucket.client.files
    let opened = try await pool.run { try LocalFile(writing: place(of: file.path)) }
    try await bucket.client.read(bucket.objects.file(number, of: key), range) { body in
      var check = PartCheck(range)
      var pending = ByteBuffer()
      for try await var piece in body {
        pending.writeBuffer(&piece)
        guard UInt64(pending.readableBytes) <= check.missingBytes else { throw DamagedAnswer() }
        if pending.readableBytes >= 1 << 20 {
          check = try await write(pending, to: opened, check)
          pending.clear()
        }
      }
      check = try await write(pending, to: opened, check)
      guard check.missingBytes == 0, check.digest == digest else { throw DamagedAnswer() }
    }
  }

  /// Writes bytes. While the disk is full, copies of other blobs go.
  private func write(
    _ bytes: ByteBuffer, to file: LocalFile, _ check: PartCheck
  ) async throws -> PartCheck {
    while true {
      do {
        return try await bucket.client.files.run {
          try file.write(bytes, at: check.offset)
          return check.adding(bytes)
        }
      } catch let error as SystemError where error.isShortage {
        guard await room.shrink() else { throw ProviderError.storageFull(cause: error) }
      }
    }
  }
}

/// How far the reading of a part has come.
private struct PartCheck {
  /// The place of the next byte in the file.
  private(set) var offset: UInt64
  private let end: UInt64
  private var hash = SHA256()

  init(_ range: Range<UInt64>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  var missingBytes: UInt64 { end - offset }

  var digest: String { hash.finalize().hexadecimal }

  func adding(_ bytes: ByteBuffer) -> PartCheck {
    var next = self
    bytes.withUnsafeReadableBytes { next.hash.update(bufferPointer: $0) }
    next.offset += UInt64(bytes.readableBytes)
    return next
  }
}
