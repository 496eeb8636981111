public import SwiftProtobufPluginLibrary
import TrainingManifest

/// A size in megabytes that does not fit 64 bits when counted in bytes.
public enum LimitOverflow: Rule {
  public static let summary = RuleSummary(
    "limit-overflow", .error,
    reason: "A size is more bytes than 64 bits can count.",
    affects: "Generated guards, which count bytes.",
    remedy: "Lower the limit; 0 means that there is none.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let largest = UInt64.max / DatasetRequirements.bytesPerMB
    return file.methods.flatMap { method in
      SizeOption.all.compactMap { size in
        guard let megabytes = method.trainingOptions[keyPath: size.value], megabytes > largest
        else { return nil }
        return Breach(
          at: SourcePlace(option: size.option, of: method),
          "\(size.option.shortName) = \(megabytes) is more bytes than 64 bits can count; "
            + "the largest is \(largest), and 0 means no limit")
      }
    }
  }
}
