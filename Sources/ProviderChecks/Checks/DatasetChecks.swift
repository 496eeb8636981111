import TrainingManifest
import TrainingProtos

extension Check {
  static let datasetChecks = [badDataset, noArchive, fileType, entryCount, entrySize]

  private static let badDataset = Check(
    "datasets/bad", "A bad dataset makes the model ERRORED",
    habit: """
      The daemon swallows an error after the last batch and tells the consumer VALIDATING. Then it \
      believes get_model_status.
      """,
    breaks: "Consumers, who wait for ever, or pay for training on a dataset that can't be used.",
    remedy: "Validate each dataset, and set the model to ERRORED if it is bad.",
    cost: .validations(1)
  ) { daemon in
    guard let bad = daemon.subject.bad else {
      throw CheckStop.notApplicable("no bad dataset was given with --bad")
    }
    try await requireErrored(daemon, bad, "the dataset given with --bad is bad")
  }

  private static let noArchive = Check(
    "datasets/no-archive", "A file that isn't an archive is refused",
    habit: "Nothing checks what a file contains, only its name at most.",
    breaks: "Consumers, who pay for training on nothing.",
    remedy: "Open the archive during the validation.", cost: .validations(1)
  ) { daemon in
    try await requireErrored(
      daemon, daemon.subject.garbage, "the dataset isn't an archive, whatever its name")
  }

  private static let fileType = Check(
    "datasets/file-type", "Files of other types are refused",
    habit: "The daemon doesn't know the option dataset_files_type.",
    breaks: "You: your training gets files that it doesn't expect.",
    remedy: "Compare the extension of each file in the archive with dataset_files_type.",
    cost: .validations(1)
  ) { daemon in
    try await requireErrored(daemon, "a file's type isn't in dataset_files_type") {
      try await $0.withOtherFileType()
    }
  }

  private static let entryCount = Check(
    "datasets/file-count", "Archives with too many files are refused",
    habit: "The daemon doesn't know the option dataset_max_count_files.",
    breaks: "You: millions of files in one archive use up disks and inodes.",
    remedy: "Count the entries of the archive during the validation.", cost: .validations(1)
  ) { daemon in
    try await requireErrored(daemon, "it has more files than dataset_max_count_files") {
      try await $0.withTooManyEntries()
    }
  }

  private static let entrySize = Check(
    "datasets/file-size", "Archives with too large a file are refused",
    habit: "The daemon doesn't know the option dataset_max_size_single_file_mb.",
    breaks: "You: a small archive can become a file that fills the disk.",
    remedy: """
      Count the bytes of each file while it is decompressed, and stop at the limit. Don't believe \
      the size that the archive states.
      """,
    cost: .validations(1)
  ) { daemon in
    try await requireErrored(daemon, "a file is larger than dataset_max_size_single_file_mb") {
      try await $0.withTooLargeAnEntry()
    }
  }

  private static func requireErrored(
    _ daemon: Daemon, _ why: String, _ make: (DatasetVariant) async throws -> Dataset
  ) async throws {
    let dataset = try await make(
      DatasetVariant(of: daemon.subject.good, for: daemon.subject.method.dataset))
    try await requireErrored(daemon, dataset, why)
  }

  private static func requireErrored(
    _ daemon: Daemon, _ dataset: Dataset, _ why: String
  ) async throws {
    let id = try await daemon.newModel()
    let answer = try await daemon.paidUpload(Upload.numbered(dataset, to: id))
    try await daemon.requireRefused(answer, of: id, why, leaving: [.errored])
  }
}
