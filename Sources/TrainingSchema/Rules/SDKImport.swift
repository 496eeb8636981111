public import SwiftProtobufPluginLibrary

/// Warns about an import of `training.proto` that the Python SDK doesn't see.
public enum SDKImport: Rule {
  public static let summary = RuleSummary(
    "sdk-import", .warning, needsText: true,
    reason: "The import of training.proto is spelled in an unusual way.",
    affects: "The Python SDK, which finds no training methods: it searches for the exact text.",
    remedy: "Write import \"training.proto\"; on one line, with one blank and double quotes.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard !file.trainingMethods.isEmpty, let text = publication.texts.text(of: file),
      !text.sdkView.importsTraining,
      let index = file.dependencies.firstIndex(where: { $0.name == "training.proto" })
    else { return [] }
    return [
      Breach(
        at: SourcePlace(import: index, of: file),
        "the Python SDK only finds training methods if this reads exactly: "
          + "import \"training.proto\";")
    ]
  }
}
