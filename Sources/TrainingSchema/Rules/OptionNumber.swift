import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Warns about a custom method option that has the number of a training option.
public enum OptionNumber: Rule {
  public static let summary = RuleSummary(
    "option-number", .warning,
    reason: "A custom method option has the number of a training option, 50001 to 50008.",
    affects: "The daemon, which finds the number used twice and switches training off.",
    remedy: "Give the option another number.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard file.contractModelID == nil else { return [] }
    let nested = file.messages.flatMap(\.withNestedMessages).flatMap(\.extensions)
    return (file.extensions + nested).filter(hasTrainingNumber).map { option in
      Breach(
        at: SourcePlace(of: option),
        "the daemon knows \(option.number) as a training option and can't read files in which "
          + "\(option.fullName) has that number; choose one outside 50001 to 50008")
    }
  }

  private static func hasTrainingNumber(_ option: FieldDescriptor) -> Bool {
    option.containingType.fullName == Google_Protobuf_MethodOptions.protoMessageName
      && (50001...50008).contains(option.number)
  }
}
