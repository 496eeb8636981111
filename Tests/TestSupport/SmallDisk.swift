public import Foundation

/// A separate file system in memory, for tests with full disks.
public struct SmallDisk: Sendable {
  public let directory: URL

  /// Whether this process may mount a file system.
  public static let isAvailable: Bool = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard geteuid() == 0, mount("tmpfs", folder.path, "tmpfs", 0, "size=1m") == 0 else {
      return false
    }
    return umount(folder.path) == 0
  }()

  /// Mounts a disk for as long as `body` runs.
  public static func with(bytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
    try await withTemporaryDirectory { try await with(bytes: bytes, at: $0, body) }
  }

  /// Mounts a disk at an existing folder for as long as `body` runs.
  public static func with(
    bytes: Int, at folder: URL, _ body: (SmallDisk) async throws -> Void
  ) async throws {
    guard mount("tmpfs", folder.path, "tmpfs", 0, "size=\(bytes)") == 0 else {
      throw SystemFailure(number: errno)
    }
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(SmallDisk(directory: folder)))
    } catch {
      result = .failure(error)
    }
    umount2(folder.path, Int32(MNT_DETACH))
    try result.get()
  }

  /// Fills the disk until only `bytes` are free.
  public func fill(leaving bytes: Int) throws {
    let file = directory.appendingPathComponent("ballast").path
    unlink(file)
    var system = statvfs()
    guard statvfs(directory.path, &system) == 0 else { throw SystemFailure(number: errno) }
    let free = Int(system.f_bavail) * Int(system.f_frsize)
    let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    guard posix_fallocate(descriptor, 0, off_t(max(free - bytes, 1))) == 0 else {
      throw SystemFailure(number: errno)
    }
  }

  public struct SystemFailure: Error {
    public let number: Int32
  }
}
