import Foundation
import NIOPosix
import TrainingDatasets
import TrainingManifest

/// Makes bad datasets of a good one: each violates one requirement of the method.
struct DatasetVariant: Sendable {
  private let good: Dataset
  private let requirements: DatasetRequirements

  /// The most that a made archive contains.
  private static let maxEntries: UInt64 = 20_000
  private static let maxEntryBytes: UInt64 = 256 << 20

  init(of good: Dataset, for requirements: DatasetRequirements) {
    self.good = good
    self.requirements = requirements
  }

  /// The good dataset with a file of a type that isn't accepted.
  func withOtherFileType() async throws -> Dataset {
    guard !requirements.fileTypes.isEmpty else {
      throw CheckStop.notApplicable("the method has no dataset_files_type")
    }
    let type = ["exe", "dll", "com"].first { !requirements.fileTypes.contains($0) } ?? "provider"
    return try await adding([("provider-check.\(type)", 2)])
  }

  /// The good dataset with one file more than allowed.
  func withTooManyEntries() async throws -> Dataset {
    guard let limit = requirements.maxEntries else {
      throw CheckStop.notApplicable("the method has no dataset_max_count_files")
    }
    guard limit <= Self.maxEntries else {
      throw CheckStop.notApplicable("dataset_max_count_files is \(limit), too many to try")
    }
    return try await adding((0...limit).map { ("provider-check-\($0).\(fileType)", 1) })
  }

  /// The good dataset with a file that is larger than allowed, but compresses well.
  func withTooLargeAnEntry() async throws -> Dataset {
    guard let limit = requirements.maxEntryBytes else {
      throw CheckStop.notApplicable("the method has no dataset_max_size_single_file_mb")
    }
    guard limit <= Self.maxEntryBytes else {
      throw CheckStop.notApplicable("dataset_max_size_single_file_mb is too large to try")
    }
    return try await adding([("provider-check.\(fileType)", Int(limit) + 1)])
  }

  /// An accepted type, so that nothing else is wrong.
  private var fileType: String {
    requirements.fileTypes.first { !$0.isEmpty } ?? "txt"
  }

  private var kind: MadeArchive.Kind {
    get throws {
      let accepted = requirements.archiveKinds
      let kind = MadeArchive.Kind.allCases.first {
        accepted.isEmpty || accepted.contains($0.rawValue)
      }
      guard let kind else {
        throw CheckStop.notApplicable(
          "the method accepts no zip and no tar.gz, and other archives can't be made")
      }
      return kind
    }
  }

  /// An archive of all files of the good dataset, and further files of zeros.
  private func adding(_ files: [(name: String, size: Int)]) async throws -> Dataset {
    let kind = try kind
    let data = try await NIOThreadPool.singleton.runIfActive { [good] in
      try Self.withFile(good) { path in
        let archive = try MadeArchive(kind)
        try DatasetReader(archiveAt: path).forEachFile { entry in
          try archive.add(entry.name, entry.readAll(upTo: Int(Self.maxEntryBytes)))
        }
        for file in files { try archive.add(file.name, Array(repeating: 0, count: file.size)) }
        return try archive.finish()
      }
    }
    return Dataset(name: "provider-check.\(kind.rawValue)", data: data)
  }

  private static func withFile<T>(_ dataset: Dataset, _ body: (String) throws -> T) throws -> T {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("provider-check-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try dataset.data.write(to: file)
    return try body(file.path)
  }
}

extension Subject {
  /// Text that has the name of an archive.
  var garbage: Dataset {
    let text = String(repeating: "This isn't an archive.\n", count: 100)
    return Dataset(name: good.name, data: Data(text.utf8))
  }
}
