public import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// Warns about a limit that can't be reached because of another limit.
public enum UnreachableLimit: Rule {
  public static let summary = RuleSummary(
    "unreachable-limit", .warning,
    reason: "A limit is higher than the other limits allow.",
    affects: "The provider, whose limit has no effect.",
    remedy: "Lower the limit, or raise the others.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.flatMap { method in
      [singleFile(method), wholeArchive(method)].compactMap { $0 }
    }
  }

  private static func singleFile(_ method: MethodDescriptor) -> Breach? {
    let options = method.trainingOptions.withoutZeros
    guard let whole = options.datasetMaxSizeMB,
      let single = options.datasetMaxSizeSingleFileMB, single > whole
    else { return nil }
    let option = Training_Extensions_dataset_max_size_single_file_mb
    return Breach(
      at: SourcePlace(option: option, of: method),
      "dataset_max_size_single_file_mb = \(single) is above dataset_max_size_mb = \(whole), "
        + "so it can hardly be reached; lower it, or raise the other limit")
  }

  /// An archive is hardly larger than its files, so the limits for files also limit the archive.
  private static func wholeArchive(_ method: MethodDescriptor) -> Breach? {
    let options = method.trainingOptions.withoutZeros
    guard let whole = options.datasetMaxSizeMB, let count = options.datasetMaxCountFiles,
      let single = options.datasetMaxSizeSingleFileMB
    else { return nil }
    let (files, overflow) = count.multipliedReportingOverflow(by: single)
    guard !overflow, files < whole else { return nil }
    let option = Training_Extensions_dataset_max_size_mb
    return Breach(
      at: SourcePlace(option: option, of: method),
      "dataset_max_size_mb = \(whole) can hardly be reached, because \(count) files of \(single) "
        + "MB "
        + "are \(files) MB; lower it, or raise the other limits")
  }
}
