/// What a dataset has to satisfy: the dataset options in bytes and lists.
public struct DatasetRequirements: Codable, Hashable, Sendable {
  /// The largest archive in bytes, inclusive; `nil` means no limit.
  public var maxArchiveBytes: UInt64?

  /// The largest number of entries, directories counted, inclusive; `nil` means no limit.
  public var maxEntries: UInt64?

  /// The largest entry in bytes, decompressed, inclusive; `nil` means no limit.
  public var maxEntryBytes: UInt64?

  /// Welcome file name extensions in lower case, without the dot, each once, in the proto's order;
  /// empty means any. An empty one welcomes files without an extension.
  public var fileTypes: [String]

  /// Welcome archive kinds, each by the name that ``ArchiveKind`` has for it if it is a known one,
  /// written like ``fileTypes``; empty means any.
  public var archiveKinds: [String]

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

  /// Reads the dataset options: an option of 0 is no limit, as for the daemon.
  ///
  /// A limit too large to count in bytes cannot be exceeded by any file, so it becomes the largest
  /// number of bytes there is; the generator refuses such a proto.
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

  /// An item that is missing stands for files without an extension, as for the Python SDK; one that is
  /// missing at the beginning makes the SDK accept any file.
  private static func fileTypes(_ text: String?) -> [String] {
    let items = list(text, OptionList.normalised)
    return items.first?.isEmpty == true ? [] : items
  }

  /// The items of a comma separated list in one way of writing, each once.
  private static func list(_ text: String?, _ normalised: (String) -> String) -> [String] {
    var seen: Set<String> = []
    return OptionList.items(text ?? "").map(normalised).filter { seen.insert($0).inserted }
  }
}
