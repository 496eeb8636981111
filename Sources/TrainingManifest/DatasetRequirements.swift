/// The requirements for datasets: the dataset options, converted to bytes and lists.
public struct DatasetRequirements: Codable, Hashable, Sendable {
  /// The largest allowed size of the archive in bytes; `nil` means no limit.
  public var maxArchiveBytes: UInt64?

  /// The largest allowed number of entries, including directories; `nil` means no limit.
  public var maxEntries: UInt64?

  /// The largest allowed size of a decompressed entry in bytes; `nil` means no limit.
  public var maxEntryBytes: UInt64?

  /// The accepted file name extensions in lower case, without the dot and without duplicates, in
  /// the proto's order. An empty list accepts all files. An empty extension accepts files without
  /// an extension.
  public var fileTypes: [String]

  /// The accepted archive kinds, in the same form as ``fileTypes``. Known kinds have the raw values
  /// of ``ArchiveKind``. An empty list accepts all kinds.
  public var archiveKinds: [String]

  /// Creates requirements; without arguments, any dataset satisfies them.
  public init(
    maxArchiveBytes: UInt64? = nil, maxEntries: UInt64? = nil, maxEntryBytes: UInt64? = nil,
    fileTypes: [String] = [], archiveKinds: [String] = []
  ) {
    self.maxArchiveBytes = maxArchiveBytes
    self.maxEntries = maxEntries
    self.maxEntryBytes = maxEntryBytes
    self.fileTypes = fileTypes
    self.archiveKinds = archiveKinds
  }
}

extension DatasetRequirements {
  /// The unit of the two size options.
  public static let bytesPerMB: UInt64 = 1024 * 1024

  /// Converts the dataset options. An option of 0 means no limit, as for the daemon.
  ///
  /// If a limit in bytes doesn't fit into 64 bits, no file can exceed it, so it becomes the largest
  /// number of 64 bits. The generator refuses protos with such limits.
  public init(_ options: TrainingOptions) {
    self.init(
      maxArchiveBytes: Self.bytes(megabytes: options.datasetMaxSizeMB),
      maxEntries: Self.limit(options.datasetMaxCountFiles),
      maxEntryBytes: Self.bytes(megabytes: options.datasetMaxSizeSingleFileMB),
      fileTypes: Self.fileTypes(options.datasetFilesType),
      archiveKinds: Self.list(options.datasetType, OptionList.normalisedKind).filter { !$0.isEmpty }
    )
  }

  private static func limit(_ value: UInt64?) -> UInt64? {
    value == 0 ? nil : value
  }

  private static func bytes(megabytes: UInt64?) -> UInt64? {
    limit(megabytes).map { megabytes in
      let (bytes, overflow) = megabytes.multipliedReportingOverflow(by: bytesPerMB)
      return overflow ? .max : bytes
    }
  }

  /// Parses the list of file types. An empty item accepts files without an extension, as in the
  /// Python SDK. If the first item is empty, the SDK accepts any file.
  private static func fileTypes(_ text: String?) -> [String] {
    let items = list(text, OptionList.normalised)
    return items.first?.isEmpty == true ? [] : items
  }

  /// The items of a comma-separated list in normalised form, without duplicates.
  private static func list(_ text: String?, _ normalised: (String) -> String) -> [String] {
    var seen: Set<String> = []
    return OptionList.items(text ?? "").map(normalised).filter { seen.insert($0).inserted }
  }
}
