import Foundation

/// Writes a dataset of a ``FolderBlobStore``.
struct FolderBlobWriter: BlobWriter {
  let file: PartialFile
  let destination: URL

  var byteCount: UInt64 { file.byteCount }

  func append(_ data: Data) async throws { try await file.append(data) }

  func finish() async throws { try await file.finish(as: destination) }

  func discard() async { await file.discard() }
}

/// A folder of a ``FolderBlobStore``, which is in its final place from the beginning.
struct FolderBlobFolder: BlobFolder {
  let directory: DataDirectory
  let url: URL

  func finish() async throws -> UInt64 { try await directory.synchronizeArtefacts(url) }

  func discard() async { await directory.remove([url]) }
}
