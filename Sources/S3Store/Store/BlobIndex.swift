import Foundation
import TrainingProvider

/// What a blob consists of. A blob exists if its index does, because the index is stored last.
///
/// Files are objects that are numbered in the order of the index, so that their names can be anything.
/// Each part of a file has a digest of its own, so it can be checked as soon as it is read.
struct BlobIndex: Codable, Hashable, Sendable {
  /// The version of the format.
  var version = 1

  /// The files. A dataset is one file without a path.
  var files: [File] = []

  /// Folders with nothing in them.
  var folders: [String] = []

  /// Symbolic links that lead to something else in the same blob.
  var links: [Link] = []

  /// A file.
  struct File: Codable, Hashable, Sendable {
    /// The path in the blob, with slashes.
    var path = ""
    var bytes: UInt64 = 0
    /// The size of each part but the last one.
    var partBytes: UInt64 = 1
    /// The SHA-256 digest of each part, in hexadecimal digits.
    var digests: [String] = []
    /// Whether the file may be executed.
    var isExecutable = false

    /// The ranges of bytes of the parts.
    var parts: [Range<UInt64>] {
      digests.indices.map { index in
        let start = UInt64(index) * partBytes
        return start..<min(start + partBytes, bytes)
      }
    }
  }

  /// A symbolic link.
  struct Link: Codable, Hashable, Sendable {
    var path: String
    /// Where it leads, relative to its folder.
    var target: String
  }

  /// The total size of the files in bytes.
  var bytes: UInt64 { files.reduce(0) { $0 + $1.bytes } }
}

extension BlobIndex {
  /// Reads an index, and refuses one that doesn't hold together or that names places outside the blob.
  ///
  /// - Throws: ``S3Error`` with ``S3Error/Code/damaged``.
  init(reading data: Data) throws {
    do {
      self = try JSONDecoder().decode(BlobIndex.self, from: data)
    } catch {
      throw Self.damaged("it can't be read", cause: error)
    }
    guard version == 1 else {
      throw Self.damaged("it has the version \(version): update this program")
    }
    var total: UInt64 = 0
    for file in files {
      let (sum, overflow) = total.addingReportingOverflow(file.bytes)
      guard !overflow, sum <= UInt64(Int64.max), file.isComplete else {
        throw Self.damaged("the sizes of its files are wrong")
      }
      total = sum
    }
    let paths = files.map(\.path) + folders + links.map(\.path)
    guard paths == [""] || paths.allSatisfy(RelativePath.isInside), Set(paths).count == paths.count,
      links.allSatisfy({ RelativePath.leadsInside($0.target, from: $0.path) })
    else { throw Self.damaged("it has paths that lead out of the blob") }
  }

  /// The text of the index, the same for equal ones.
  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  private static func damaged(_ problem: String, cause: (any Error)? = nil) -> S3Error {
    S3Error(.damaged, "the index of a blob is damaged: \(problem)", cause: cause)
  }
}

extension BlobIndex.File {
  /// Whether there is a digest for each part.
  fileprivate var isComplete: Bool {
    guard partBytes > 0, partBytes <= UInt64(S3Configuration.maxPartBytes) else { return false }
    let parts = bytes / partBytes + (bytes % partBytes == 0 ? 0 : 1)
    return UInt64(digests.count) == parts
  }
}

/// Paths in a blob.
enum RelativePath {
  /// Whether a path names something in the blob, whatever is there.
  static func isInside(_ path: String) -> Bool {
    !path.utf8.contains(0)
      && path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// The path of the folder of something in the blob; empty for the blob itself. Foundation's function for
  /// this traps at some names.
  static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// Whether a symbolic link stays in the blob. It may only go up first and then down: after another
  /// link, nobody knows where up leads.
  static func leadsInside(_ target: String, from path: String) -> Bool {
    guard !target.isEmpty, !target.hasPrefix("/"), !target.utf8.contains(0) else { return false }
    let parts = target.split(separator: "/")
    let up = parts.prefix { $0 == ".." }.count
    return up < path.split(separator: "/").count && !parts.dropFirst(up).contains("..")
  }
}
