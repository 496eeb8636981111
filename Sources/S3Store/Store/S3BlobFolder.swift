import Foundation
import NIOCore
import TrainingProvider

/// A folder that a trainer fills. When it is finished, its files go to the bucket, and it becomes the copy
/// of the blob on this machine.
struct S3BlobFolder: BlobFolder {
  let key: BlobKey
  let folder: CacheFolder
  let bucket: BlobBucket
  let cache: BlobCache

  var url: URL { folder.blob }

  func finish() async throws -> UInt64 {
    try await translatingErrors {
      let contents = try await bucket.client.files.run { [url] in try FolderContents(of: url) }
      let index = BlobIndex(
        files: try await upload(contents.files), folders: contents.folders, links: contents.links)
      try await bucket.publish(index, as: key)
      await cache.adopt(folder, as: key, bytes: index.bytes)
      return index.bytes
    }
  }

  func discard() async {
    await cache.remove([folder])
    await cache.forget { $0 == key }
    await bucket.remove([key])
  }

  /// Stores files, several at once.
  private func upload(_ files: [FolderContents.File]) async throws -> [BlobIndex.File] {
    try await withThrowingTaskGroup(of: (Int, BlobIndex.File).self) { group in
      var stored = files.map { BlobIndex.File(path: $0.path) }
      for (number, file) in files.enumerated() {
        if number >= bucket.client.configuration.concurrentTransfers {
          if let (number, file) = try await group.next() { stored[number] = file }
        }
        group.addTask { (number, try await upload(file, as: number)) }
      }
      for try await (number, file) in group { stored[number] = file }
      return stored
    }
  }

  private func upload(_ file: FolderContents.File, as number: Int) async throws -> BlobIndex.File {
    let partBytes = bucket.client.configuration.partBytes(forUpTo: file.bytes)
    let upload = bucket.upload(of: bucket.objects.file(number, of: key), partBytes: partBytes)
    do {
      try await send(file, to: upload)
      return BlobIndex.File(
        path: file.path, bytes: file.bytes, partBytes: UInt64(partBytes),
        digests: try await upload.finish(), isExecutable: file.isExecutable)
    } catch {
      await bucket.attempt("an upload of \(key) can't be given up at present") {
        try await upload.discard()
      }
      throw error
    }
  }

  private func send(_ file: FolderContents.File, to upload: ObjectUpload) async throws {
    let pool = bucket.client.files
    let path = url.appendingPathComponent(file.path)
    let opened = try await pool.run { try LocalFile(reading: path) }
    var offset: UInt64 = 0
    while offset < file.bytes {
      let start = offset
      let bytes = try await pool.run {
        try opened.read(Int(min(file.bytes - start, 1 << 20)), at: start)
      }
      guard bytes.readableBytes > 0 else {
        throw S3Error(.refused, "the file \(file.path) shrank while it was being stored")
      }
      try await upload.append(bytes)
      offset += UInt64(bytes.readableBytes)
    }
  }
}
