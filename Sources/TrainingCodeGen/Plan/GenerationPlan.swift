import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// What is to be generated for a request.
struct GenerationPlan {
  private let context: PlanContext

  /// The protos whose files are wanted; all if it's `nil`.
  private let names: Set<String>?

  /// Where declarations stand, and what of it could not be read.
  var sources: SourceInfos { context.schema.sources }

  /// Decides what is generated.
  static func make(_ schema: Schema, of names: Set<String>? = nil) -> Outcome<GenerationPlan> {
    do throws(Diagnostic) {
      let context = try PlanContext(schema)
      let clashes = TopLevelNames.clashes(in: context)
      return Outcome(
        clashes.isEmpty ? GenerationPlan(context: context, names: names) : nil, clashes)
    } catch {
      return Outcome(nil, [error])
    }
  }

  /// One plan for each proto, made when its turn comes, as a request can have thousands; then one for
  /// what they have in common.
  var files: some Sequence<FilePlan> {
    let wanted = context.schema.chosen.filter { names?.contains($0.name) ?? true }
    let protos = wanted.map(Optional.some) + [nil]
    return protos.lazy.compactMap { file in
      file.map { FilePlan(FileContext($0, in: context)) } ?? mergedManifest
    }
  }

  /// The manifest of all protos, if the options ask for one and there is something in it.
  private var mergedManifest: FilePlan? {
    let schema = context.schema
    guard schema.options.manifest == .merged else { return nil }
    let manifest = Manifest(schema.chosen, in: schema.published)
    let isWanted = !manifest.methods.isEmpty || schema.options.emptyFiles
    return isWanted ? FilePlan(mergedManifest: manifest) : nil
  }
}
