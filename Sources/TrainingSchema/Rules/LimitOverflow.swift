public import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// A size in megabytes that does not fit 64 bits when counted in bytes.
public enum LimitOverflow: Rule {
  public static let id = "limit-overflow"

  public static func check(_ file: FileDescriptor) -> [Diagnostic] {
    file.methods.flatMap { method in
      let options = TrainingOptions(method.options)
      return [
        check(options.datasetMaxSizeMB, Training_Extensions_dataset_max_size_mb, method),
        check(
          options.datasetMaxSizeSingleFileMB, Training_Extensions_dataset_max_size_single_file_mb,
          method),
      ].compactMap { $0 }
    }
  }

  private static func check(
    _ megabytes: UInt64?, _ option: any TrainingOption, _ method: MethodDescriptor
  ) -> Diagnostic? {
    let largest = UInt64.max / DatasetRequirements.bytesPerMB
    guard let megabytes, megabytes > largest else { return nil }
    return Diagnostic(
      .error, ruleID: id, at: SourceLocation(option: option.fieldNumber, of: method),
      "\(option.shortName) = \(megabytes) is more bytes than 64 bits can count; "
        + "the largest is \(largest), and 0 means no limit")
  }
}
