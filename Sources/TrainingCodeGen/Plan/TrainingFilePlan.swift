import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// The guards and metadata of one file: what `.training.swift` and the manifest are written from.
struct TrainingFilePlan: Hashable {
  let head: FileHead
  let imports: ImportPlan

  let style: FileStyle

  /// The attribute that says on which platforms the guards are available.
  let availability: String

  /// The services with at least one training method.
  let services: [GuardedServicePlan]

  /// What programs read, and the name of the constant with the same value.
  let manifest: Manifest
  let manifestName: String

  init(_ context: FileContext, manifest: Manifest) {
    let stubs = context.insideStubs
    let services = context.file.services.map { GuardedServicePlan($0, in: stubs) }
    let names = context.style.modules
    let server = context.options.server
    let modules =
      server
      ? [names.grpc, names.manifest, names.runtime] + context.messageModules : [names.manifest]
    self.head = FileHead(context)
    self.style = context.style
    self.availability = context.availability
    self.services = services.filter { !$0.training.isEmpty }
    self.manifest = manifest
    self.manifestName = FileConstantName(context).manifestMember
    self.imports = ImportPlan(
      data: nil,
      modules: Set(modules).sorted().map {
        ImportPlan.Module(name: $0, modifier: context.importModifier)
      },
      reexports: [])
  }

  /// What the daemon files by name, in the order of the names.
  var trainingMethods: [(key: String, value: [String])] {
    manifest.daemon.trainingMethods.sorted { $0.key < $1.key }
  }

  var methodsMetadata: [(key: String, value: TrainingOptions)] {
    manifest.daemon.methodsMetadata.sorted { $0.key < $1.key }
  }
}
