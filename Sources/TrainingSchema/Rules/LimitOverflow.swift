public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Refuses a size in megabytes whose number of bytes doesn't fit into 64 bits.
public enum LimitOverflow: Rule {
  public static let summary = RuleSummary(
    "limit-overflow", .error,
    reason: "The number of bytes of a size doesn't fit into 64 bits.",
    affects: "Generated guards, which count bytes.",
    remedy: "Lower the limit. 0 means that there is no limit.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let largest = UInt64.max / DatasetRequirements.bytesPerMB
    return file.methods.flatMap { method in
      SizeOption.all.compactMap { size in
        guard let megabytes = method.trainingOptions[keyPath: size.value], megabytes > largest
        else { return nil }
        return Breach(
          at: SourcePlace(option: size.option, of: method),
          "\(size.option.shortName) = \(megabytes) is too large to be counted in bytes with 64 "
            + "bits; "
            + "use at most \(largest), or 0 for no limit")
      }
    }
  }
}
