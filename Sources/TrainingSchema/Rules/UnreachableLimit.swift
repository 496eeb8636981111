import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// A limit for one file that is above the limit for the whole archive.
public enum UnreachableLimit: Rule {
  public static let id = "unreachable-limit"

  public static func check(_ file: FileDescriptor) -> [Diagnostic] {
    file.methods.compactMap { method in
      let options = TrainingOptions(method.options)
      guard let whole = options.datasetMaxSizeMB, whole > 0,
        let single = options.datasetMaxSizeSingleFileMB, single > whole
      else { return nil }
      let option = Training_Extensions_dataset_max_size_single_file_mb
      return Diagnostic(
        .warning, ruleID: id, at: SourceLocation(option: option.fieldNumber, of: method),
        "dataset_max_size_single_file_mb = \(single) is above dataset_max_size_mb = \(whole), "
          + "so it can hardly be reached; lower it or raise the other")
    }
  }
}
