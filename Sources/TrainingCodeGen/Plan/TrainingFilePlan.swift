import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// The guards and metadata of one file: what `.training.swift` and the manifest are written from.
struct TrainingFilePlan: Hashable {
  let head: FileHead
  let imports: ImportPlan

  let access: String

  /// The attribute that says on which platforms the guards are available.
  let availability: String

  /// The services with at least one training method.
  let services: [GuardedServicePlan]

  /// What programs read, and the name of the constant with the same value.
  let manifest: Manifest
  let manifestName: String

  init(_ context: FileContext, manifest: Manifest) {
    let services = context.file.services.map { GuardedServicePlan($0, in: context) }
    let used = [RuntimeNames.grpc, RuntimeNames.manifest, RuntimeNames.runtime]
    let server = context.options.server
    let modules = server ? used + context.messageModules : [RuntimeNames.manifest]
    self.head = FileHead(context)
    self.access = context.access
    self.availability = context.availability
    self.services = services.filter { !$0.training.isEmpty }
    self.manifest = manifest
    self.manifestName = FileConstantName(context).lowerCamelCase
    self.imports = ImportPlan(
      data: nil,
      modules: Set(modules).sorted().map {
        ImportPlan.Module(name: $0, modifier: context.importModifier)
      },
      reexports: [])
  }
}
